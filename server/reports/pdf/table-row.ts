import type { TableText } from '../format/format-table.ts';
import type { State } from '../report-model.ts';
import { breakLines } from './break-lines.ts';
import { cutText } from './cut-text.ts';
import type { Kit } from './kit.ts';
import type { TableLayout } from './lay-out-table.ts';
import { PALETTE, STATES } from './palette.ts';
import type { Piece } from './piece.ts';

const LEADING = 1.35;
/** A longer name is cut. */
const MOST_NAME_LINES = 3;

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
  const unit = row.unit === '' ? 0 : kit.typeface.measure(row.unit, { weight: 400 }) * size + 5;
  const name = nameLines(row.label, { size, width: layout.label - 8 - unit, kit });
  const lines = words.reduce((most, { length }) => Math.max(most, length), Math.max(1, name.length));
  const height = lines * size * LEADING + padding;
  const base = padding / 2 + size * 1.02;
  return {
    height,
    gap: 0,
    draw(pen) {
      for (const [line, { text }] of name.entries())
        pen.text(text, 0, base + line * size * LEADING, { size });
      const last = Math.max(0, name.length - 1);
      const end = name[last]?.width ?? 0;
      if (unit > 0)
        pen.text(row.unit, end + 4, base + last * size * LEADING, { size, colour: PALETTE.text3 });
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

/** A name on as many lines as it needs; what three do not hold is cut in its middle. */
function nameLines(
  label: string,
  { size, width, kit }: { size: number; width: number; kit: Kit },
): { text: string; width: number }[] {
  const { typeface } = kit;
  const broken = (text: string) =>
    breakLines([{ text }], { size, width, typeface }).map((line) => ({
      text: line.parts.map((part) => part.text).join(''),
      width: line.width,
    }));
  let lines = broken(label);
  // Breaks leave room at the ends of lines, how much is known only afterwards.
  for (let room = MOST_NAME_LINES; lines.length > MOST_NAME_LINES; room *= 0.9)
    lines = broken(cutText(label, (room * width) / size, { weight: 400 }, typeface));
  return lines;
}
