import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

/** Height of a line; less of very many, so that they stay on the cover. */
const ROW = { usual: 15, many: 11.6, manyFrom: 20 } as const;

/** What is where: a line per section with its page, each a link. */
export function contentsPieces(sections: readonly { id: string; title: string }[], kit: Kit): Piece[] {
  const height = sections.length >= ROW.manyFrom ? ROW.many : ROW.usual;
  const base = height * 0.69;
  const rows = sections.map(
    ({ id, title }, at): Piece => ({
      height,
      gap: at === 0 ? 4 : 0,
      keepsNext: at === 0,
      links: [{ x: 0, y: 0, width: kit.width, height, anchor: id }],
      draw(pen) {
        pen.text(title, 0, base, { size: SIZE.body, width: kit.width - 40 });
        const page = pen.pageOf(id);
        if (page !== null)
          pen.text(String(page), kit.width, base, {
            size: SIZE.body,
            anchor: 'end',
            tabular: true,
            colour: PALETTE.text2,
          });
        pen.line(`M0,${height}H${kit.width}`, { stroke: PALETTE.line, width: 0.5 });
      },
    }),
  );
  return [
    ...textPieces([{ text: 'Contents', weight: 600 }], kit, { size: 11, gap: 34, keepsNext: true }),
    ...rows,
  ];
}
