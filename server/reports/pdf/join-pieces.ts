import type { Piece } from './piece.ts';

interface PlacedColumn {
  x: number;
  pieces: readonly Piece[];
}

/** Columns of pieces side by side as one piece that is not parted. */
export function joinPieces(columns: readonly PlacedColumn[], gap: number): Piece {
  const placed = columns.flatMap(({ x, pieces }) => {
    let y = 0;
    return pieces.map((piece, at) => {
      const top = y + (at === 0 ? 0 : piece.gap);
      y = top + piece.height;
      return { piece, x, y: top };
    });
  });
  const anchor = placed.find(({ piece }) => piece.anchor)?.piece.anchor;
  return {
    height: placed.reduce((most, { piece, y }) => Math.max(most, y + piece.height), 0),
    gap,
    ...(anchor && { anchor }),
    links: placed.flatMap(({ piece, x, y }) =>
      (piece.links ?? []).map((link) => ({ ...link, x: link.x + x, y: link.y + y })),
    ),
    draw(pen) {
      for (const { piece, x, y } of placed) pen.at(x, y, () => piece.draw(pen));
    },
  };
}
