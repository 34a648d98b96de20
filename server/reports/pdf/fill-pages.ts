import type { Piece } from './piece.ts';

export interface PlacedPiece {
  piece: Piece;
  /** From the top of what the margins leave. */
  y: number;
}

/**
 * Puts pieces on pages of a height, in their order. What keeps its next goes to the next page together with it, unless
 * they are more than a page.
 */
export function fillPages(pieces: readonly Piece[], height: number): PlacedPiece[][] {
  const pages: PlacedPiece[][] = [[]];
  let y = 0;
  const turn = (): void => {
    pages.push([]);
    y = 0;
  };
  const place = (piece: Piece, gap: number): void => {
    y += gap;
    pages.at(-1)?.push({ piece, y });
    y += piece.height;
  };
  for (const group of groupsOf(pieces)) {
    const isFirst = (): boolean => (pages.at(-1)?.length ?? 0) === 0;
    const needed = group.reduce((sum, { gap, height: own }) => sum + gap + own, -(group[0]?.gap ?? 0));
    const first = group[0];
    if (!isFirst() && (first?.startsPage || (y + (first?.gap ?? 0) + needed > height && needed <= height)))
      turn();
    for (const piece of group) {
      if (!isFirst() && y + piece.gap + piece.height > height) turn();
      if (isFirst() && piece.head) place(piece.head, 0);
      place(piece, isFirst() ? 0 : piece.gap);
    }
  }
  return pages;
}

/** What must stand on one page. */
function groupsOf(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  let keeps = false;
  for (const piece of pieces) {
    if (keeps) groups.at(-1)?.push(piece);
    else groups.push([piece]);
    keeps = piece.keepsNext ?? false;
  }
  return groups;
}
