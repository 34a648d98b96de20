import { formatTable } from '../format/format-table.ts';
import type { FigureTable } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { type Kit, SIZE } from './kit.ts';
import { layOutTable } from './lay-out-table.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { tableHead } from './table-head.ts';
import { tableRow } from './table-row.ts';
import { textPieces } from './text-pieces.ts';

/** A table of no more rows is not broken over pages. */
const WHOLE_ROWS = 14;
/** Room above and below the lines of a row; less in tables of more rows. */
const PADDING = { usual: 6.4, dense: 4.2, denseFrom: 30 } as const;
/** Room of the verdicts. */
const STATE_WIDTH = 44;

/** A table with hairlines; its head is repeated on each page it goes on to. */
export function tablePieces(table: FigureTable, kit: Kit): Piece[] {
  const text = formatTable(table);
  const states = table.rows.some(({ state }) => state !== undefined) ? STATE_WIDTH : 0;
  const layout = layOutTable(table, text, kit, states);
  const head = tableHead(text, layout, kit, table.title === null ? 10 : 2);
  const last = text.rows.length - 1;
  const padding = last >= PADDING.denseFrom ? PADDING.dense : PADDING.usual;
  const rows = text.rows.map((row, at): Piece => {
    const isWhole = last < WHOLE_ROWS && at < last;
    const state = table.rows[at]?.state ?? null;
    return {
      ...tableRow(row, { layout, kit, padding, state, isLast: at === last }),
      head,
      // Neither the first row nor the last stands alone.
      keepsNext: isWhole || (at === 0 && last > 0) || at === last - 1 || (at === last && table.note !== null),
    };
  });
  return [
    ...(table.title === null ? [] : blockTitle(table.title, '', kit)),
    head,
    ...rows,
    ...(table.note === null
      ? []
      : textPieces([{ text: table.note }], kit, {
          size: SIZE.small - 0.4,
          colour: PALETTE.text3,
          gap: 4,
          width: Math.max(layout.width, kit.width * 0.7),
        })),
  ];
}
