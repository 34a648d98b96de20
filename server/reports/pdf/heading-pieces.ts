import { type Kit, SIZE } from './kit.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

/** The heading of a section, a bookmark and where links to it lead. */
export const headingPieces = (title: string, id: string, kit: Kit): Piece[] =>
  textPieces([{ text: title, weight: 600 }], kit, {
    size: SIZE.heading,
    width: kit.width,
    gap: 30,
    leading: 1.35,
    keepsNext: true,
    anchor: { id, title },
  });
