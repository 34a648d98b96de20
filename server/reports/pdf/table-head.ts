import type { TableText } from '../format/format-table.ts';
import type { Kit } from './kit.ts';
import type { TableLayout } from './lay-out-table.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';

const PADDING = 6.4;
const LEADING = 1.3;

/** The names of the columns, each above its figures, the unit thinner behind it. */
export function tableHead(text: TableText, layout: TableLayout, kit: Kit, gap: number): Piece {
  const size = layout.size - 0.2;
  const lines = layout.columns.reduce((most, { head }) => Math.max(most, head.length), 1);
  const height = lines * size * LEADING + PADDING;
  const last = height - PADDING / 2 - size * 0.3;
  const style = { size, colour: PALETTE.text2 } as const;
  return {
    height,
    gap,
    keepsNext: true,
    draw(pen) {
      pen.text(text.head, 0, last, { ...style, weight: 600, width: layout.label - 6 });
      for (const [at, { head, x, width, isText }] of layout.columns.entries()) {
        const unit = text.columns[at]?.unit ?? '';
        const thin = unit === '' ? 0 : kit.typeface.measure(` ${unit}`, { weight: 400 }) * size;
        for (const [row, name] of head.entries()) {
          const y = last - (head.length - 1 - row) * size * LEADING;
          const room = width - 3 - (row === head.length - 1 ? thin : 0);
          if (isText) pen.text(name, x, y, { ...style, width: width + 3 });
          else pen.text(name, x + 3 + room, y, { ...style, anchor: 'end', width: room });
        }
        if (unit !== '' && !isText)
          pen.text(unit, x + width, last, { ...style, anchor: 'end', colour: PALETTE.text3 });
      }
      pen.line(`M0,${height}H${layout.width}`, { stroke: PALETTE.text2, width: 0.6 });
    },
  };
}
