import { type ChartGeometry, layOutChart } from '../charts/lay-out-chart.ts';
import type { TimeChart } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { drawAxes } from './draw-axes.ts';
import { type Kit, SIZE } from './kit.ts';
import { legendPiece } from './legend-piece.ts';
import { PALETTE, SERIES, STATES } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Piece } from './piece.ts';

const MOST_BANDS = 3;
const HEIGHT = { stack: 158, lines: 104 } as const;

/** A chart over time with its unit above and its legend below. */
export function timeChartPieces(chart: TimeChart, kit: Kit): Piece[] {
  const geometry = layOutChart(chart, kit.width, HEIGHT[chart.form], kit.zone);
  const names = chart.series.map(({ label, colour }) => ({ label, colour: SERIES[colour] }));
  const legend = legendPiece(names, chart.peak?.label ?? null, kit);
  const figure: Piece = {
    height: geometry.height,
    gap: 1,
    keepsNext: legend !== null,
    draw(pen) {
      drawAxes(pen, { ...geometry, labelsAt: geometry.height - 4 });
      drawSeries(pen, geometry);
      drawCeiling(pen, geometry);
      drawMarks(pen, geometry);
    },
  };
  return [...blockTitle(chart.title, geometry.unit, kit), figure, ...(legend ? [legend] : [])];
}

function drawSeries(pen: Pen, { areas, bands, lines, peak }: ChartGeometry): void {
  for (const { path, colour } of areas) pen.area(path, SERIES[colour], 0.88);
  // The bands of many lines would hide each other.
  if (bands.length <= MOST_BANDS)
    for (const { path, colour } of bands) pen.area(path, SERIES[colour], bands.length > 1 ? 0.12 : 0.18);
  pen.line(peak, { stroke: PALETTE.text2, width: 0.45, opacity: 0.75 });
  for (const { path, colour } of lines) pen.line(path, { stroke: SERIES[colour], width: 0.9 });
}

function drawCeiling(pen: Pen, { ceiling, plot }: ChartGeometry): void {
  if (!ceiling) return;
  const { y, label } = ceiling;
  pen.line(`M${plot.left},${y}H${plot.right}`, { stroke: PALETTE.text3, width: 0.6, dashed: true });
  pen.text(label, plot.right, y - 3, { size: SIZE.label, colour: PALETTE.text3, anchor: 'end' });
}

function drawMarks(pen: Pen, { marks, plot }: ChartGeometry): void {
  for (const { type, x, label } of marks) {
    const colour = type === 'restart' ? STATES.act.ink : PALETTE.text3;
    pen.line(`M${x},${plot.top}V${plot.bottom}`, { stroke: colour, width: 0.6, dashed: true });
    const isAtEnd = x > plot.right - 40;
    if (label !== null)
      pen.text(label, isAtEnd ? x - 3 : x + 3, plot.top + 6, {
        size: SIZE.label,
        colour,
        anchor: isAtEnd ? 'end' : 'start',
      });
  }
}
