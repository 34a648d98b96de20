import { layOutPanel } from '../charts/lay-out-panel.ts';
import { timeTicks } from '../charts/time-ticks.ts';
import { formatFigure, formatRound } from '../format/format-figure.ts';
import type { SmallMultiples } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

/** More panels say nothing more; the table behind them has all. */
export const MOST_PANELS = 32;
const COLUMNS = 4;
const GUTTER = 14;
const LABEL = 11;
const HEIGHT = 38;
const ROW_GAP = 9;
/** A label below the last row, with air around it. */
const TICK_WIDTH = 32;

type Panel = SmallMultiples['panels'][number];

/** Many small charts over one time and one scale, in rows that may go on overleaf. */
export function smallMultiplesPieces(chart: SmallMultiples, kit: Kit): Piece[] {
  const shown = busiest(chart.panels);
  const columns = Math.min(COLUMNS, Math.max(2, shown.length));
  const width = (kit.width - GUTTER * (columns - 1)) / columns;
  const scale = `each 0 to ${formatRound(chart.top, chart.unit)}; figure: ${chart.figureLabel}`;
  const rows = Array.from({ length: Math.ceil(shown.length / columns) }, (_, row): Piece => {
    const inRow = shown.slice(row * columns, (row + 1) * columns);
    const isLast = (row + 1) * columns >= shown.length;
    return {
      height: LABEL + HEIGHT + (isLast ? 10 : 0),
      gap: row === 0 ? 5 : ROW_GAP,
      draw(pen) {
        for (const [at, panel] of inRow.entries())
          pen.at(at * (width + GUTTER), 0, () => {
            drawPanel(pen, chart, panel, width);
            if (isLast) drawEnds(pen, chart, width, kit.zone);
          });
      },
    };
  });
  const left = chart.panels.length - shown.length;
  const note =
    left > 0
      ? textPieces(
          [{ text: `The ${MOST_PANELS} busiest of ${chart.panels.length}; the table has all of them.` }],
          kit,
          { size: SIZE.small, colour: PALETTE.text2, gap: 5 },
        )
      : [];
  return [...blockTitle(chart.title, scale, kit), ...rows, ...note];
}

/** Those with the largest figures, in the order they came. */
function busiest(panels: readonly Panel[]): readonly Panel[] {
  if (panels.length <= MOST_PANELS) return panels;
  const kept = new Set(panels.toSorted((a, b) => (b.figure ?? -1) - (a.figure ?? -1)).slice(0, MOST_PANELS));
  return panels.filter((panel) => kept.has(panel));
}

function drawPanel(pen: Pen, chart: SmallMultiples, panel: Panel, width: number): void {
  const figure = formatFigure(panel.figure, chart.unit);
  pen.text(panel.label, 0, 7.4, { size: SIZE.small - 0.4, colour: PALETTE.text2, width: width - 48 });
  pen.text(figure, width, 7.4, { size: SIZE.small - 0.4, weight: 600, anchor: 'end', tabular: true });
  pen.at(0, LABEL, () => {
    const { line, band } = layOutPanel(chart, panel, width, HEIGHT);
    pen.line(`M0,0H${width}M0,${HEIGHT / 2}H${width}M0,${HEIGHT}H${width}`, {
      stroke: PALETTE.line,
      width: 0.5,
    });
    pen.area(band, SERIES[chart.colour], 0.2);
    pen.line(line, { stroke: SERIES[chart.colour], width: 0.75 });
  });
}

/** Some round moments, below the last row. */
function drawEnds(pen: Pen, chart: SmallMultiples, width: number, zone: string): void {
  const ticks = timeTicks(chart.start, chart.end, 3, zone);
  const at = (time: number): number => ((time - chart.start) / (chart.end - chart.start)) * width;
  let free = 0;
  for (const { time, label } of ticks) {
    if (at(time) < free) continue;
    free = at(time) + TICK_WIDTH;
    pen.text(label, at(time), LABEL + HEIGHT + 8, {
      size: 6,
      colour: PALETTE.text3,
      anchor: at(time) < 10 ? 'start' : at(time) > width - 10 ? 'end' : 'middle',
    });
  }
}
