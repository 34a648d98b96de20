import type { Pen } from './pen.ts';

/** A place of a piece that leads to an anchor. */
export interface PieceLink {
  x: number;
  y: number;
  width: number;
  height: number;
  anchor: string;
}

/** Something of a known height that stands on one page, drawn once the pages are known. Lengths in points. */
export interface Piece {
  height: number;
  /** Space to what is above; none at the top of a page. */
  gap: number;
  /** Goes to the next page rather than stand apart from what follows. */
  keepsNext?: boolean;
  /** Begins a page. */
  startsPage?: boolean;
  /** Drawn above this when it begins a page: the head of a table. */
  head?: Piece;
  /** Where links lead; with a title it is a bookmark too. */
  anchor?: { id: string; title: string | null };
  links?: readonly PieceLink[];
  draw(pen: Pen): void;
}
