import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

const ROW = 15;

/** What is where: a line per section with its page, each a link. */
export function contentsPieces(sections: readonly { id: string; title: string }[], kit: Kit): Piece[] {
  const rows = sections.map(
    ({ id, title }, at): Piece => ({
      height: ROW,
      gap: at === 0 ? 4 : 0,
      keepsNext: at === 0,
      links: [{ x: 0, y: 0, width: kit.width, height: ROW, anchor: id }],
      draw(pen) {
        pen.text(title, 0, 10.4, { size: SIZE.body, width: kit.width - 40 });
        const page = pen.pageOf(id);
        if (page !== null)
          pen.text(String(page), kit.width, 10.4, {
            size: SIZE.body,
            anchor: 'end',
            tabular: true,
            colour: PALETTE.text2,
          });
        pen.line(`M0,${ROW}H${kit.width}`, { stroke: PALETTE.line, width: 0.5 });
      },
    }),
  );
  return [
    ...textPieces([{ text: 'Contents', weight: 600 }], kit, { size: 11, gap: 34, keepsNext: true }),
    ...rows,
  ];
}
