import { layOutBars } from '../charts/lay-out-bars.ts';
import type { BarList } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Piece } from './piece.ts';

/** Names are cut when half of the width does not do. */
const LABEL = { least: 80, mostShare: 0.5 } as const;
const FIGURE = 56;
const NOTE = 110;
/** A list of no more rows is not broken over pages. */
const WHOLE_ROWS = 16;
const ROW = 14;

/** Bars beside their labels; a row each, so that a long list goes on overleaf. */
export function barListPieces(list: BarList, kit: Kit): Piece[] {
  const hasNotes = list.rows.some(({ note }) => note !== null);
  const longest = list.rows.reduce(
    (most, row) => Math.max(most, kit.typeface.measure(row.label, { weight: 400 }) * SIZE.small),
    0,
  );
  const label = Math.min(Math.max(LABEL.least, longest + 10), kit.width * LABEL.mostShare);
  const full = kit.width - label - FIGURE - (hasNotes ? NOTE : 0);
  const { bars } = layOutBars(list, full, ROW);
  const rows = bars.map(
    (bar, at): Piece => ({
      height: ROW,
      gap: at === 0 ? 3 : 0,
      keepsNext: at < bars.length - 1 && (bars.length <= WHOLE_ROWS || at === 0 || at === bars.length - 2),
      draw(pen) {
        pen.text(bar.label, 0, 9.2, { size: SIZE.small, width: label - 8 });
        pen.box(label, 2.5, full, ROW - 5, '#f3f4f6', 1.5);
        pen.box(label, 2.5, bar.length, ROW - 5, SERIES.user, Math.min(1.5, bar.length / 2));
        pen.text(bar.text, label + full + FIGURE - 4, 9.2, {
          size: SIZE.small,
          anchor: 'end',
          tabular: true,
        });
        if (bar.note !== null)
          pen.text(bar.note, label + full + FIGURE + 6, 9.2, {
            size: SIZE.label,
            colour: PALETTE.text3,
            width: NOTE - 8,
          });
      },
    }),
  );
  return [...blockTitle(list.title, '', kit), ...rows];
}
