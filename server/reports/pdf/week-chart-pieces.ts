import { layOutWeek } from '../charts/lay-out-week.ts';
import { formatRound } from '../format/format-figure.ts';
import type { WeekChart } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { drawAxes } from './draw-axes.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Piece } from './piece.ts';

const HEIGHT = 110;
const NOT_MEASURED = '#f3f4f6';

/** The hours of a week, Monday on top, with the scale of the colour below. */
export function weekChartPieces(chart: WeekChart, kit: Kit): Piece[] {
  const geometry = layOutWeek(chart, kit.width, HEIGHT);
  const { plot } = geometry;
  const label = { size: SIZE.label, colour: PALETTE.text3 } as const;
  const figure: Piece = {
    height: HEIGHT + 12,
    gap: 4,
    draw(pen) {
      pen.area(geometry.empty, NOT_MEASURED);
      for (const { strength, path } of geometry.levels) pen.area(path, SERIES.user, strength);
      for (const day of geometry.dayLabels)
        pen.text(day.label, plot.left - 5, day.y + 2.4, { ...label, anchor: 'end' });
      drawAxes(pen, { plot, timeTicks: geometry.hourLabels, labelsAt: HEIGHT - 4 });
      for (let step = 0; step < 8; step += 1)
        pen.area(`M${plot.left + step * 9},${HEIGHT + 4}h8.4v5h-8.4Z`, SERIES.user, 0.05 + 0.95 * (step / 7));
      const scale = `0 to ${formatRound(geometry.top, chart.unit)} · ${chart.zone}`;
      pen.text(scale, plot.left + 77, HEIGHT + 9, label);
    },
  };
  return [...blockTitle(chart.title, '', kit), figure];
}
