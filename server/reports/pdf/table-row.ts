import type { TableText } from '../format/format-table.ts';
import type { State } from '../report-model.ts';
import { breakLines } from './break-lines.ts';
import type { Kit } from './kit.ts';
import type { TableLayout } from './lay-out-table.ts';
import { PALETTE, STATES } from './palette.ts';
import type { Piece } from './piece.ts';

const LEADING = 1.35;

interface RowLook {
  layout: TableLayout;
  kit: Kit;
  /** Room above and below the lines. */
  padding: number;
  state: State | null;
  isLast: boolean;
}

/** A row of a table: figures at the right of their columns, words at the left, a hairline below. */
export function tableRow(
  row: TableText['rows'][number],
  { layout, kit, padding, state, isLast }: RowLook,
): Piece {
  const { size, columns } = layout;
  const words = columns.map(({ isText, width }, at) =>
    isText ? breakLines([{ text: row.cells[at] ?? '' }], { size, width, typeface: kit.typeface }) : [],
  );
  const lines = words.reduce((most, { length }) => Math.max(most, length), 1);
  const height = lines * size * LEADING + padding;
  const base = padding / 2 + size * 1.02;
  return {
    height,
    gap: 0,
    draw(pen) {
      const unit = row.unit === '' ? 0 : kit.typeface.measure(row.unit, { weight: 400 }) * size + 5;
      const room = layout.label - 8 - unit;
      const label = Math.min(room, kit.typeface.measure(row.label, { weight: 400 }) * size);
      pen.text(row.label, 0, base, { size, width: room });
      if (unit > 0) pen.text(row.unit, label + 4, base, { size, colour: PALETTE.text3 });
      for (const [at, { x, width, isText }] of columns.entries()) {
        if (!isText)
          pen.text(row.cells[at] ?? '', x + width, base, {
            size,
            anchor: 'end',
            tabular: true,
            width: width - 3,
          });
        for (const [line, { parts }] of (words[at] ?? []).entries())
          for (const part of parts)
            pen.text(part.text, x + part.x, base + line * size * LEADING, { size, colour: PALETTE.text2 });
      }
      if (state !== null)
        pen.text(state, layout.width, base, {
          size,
          weight: 600,
          colour: STATES[state].ink,
          anchor: 'end',
        });
      if (!isLast) pen.line(`M0,${height}H${layout.width}`, { stroke: PALETTE.line, width: 0.6 });
    },
  };
}
