import { layOutHeat } from '../charts/lay-out-heat.ts';
import type { HeatChart } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { drawAxes } from './draw-axes.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Piece } from './piece.ts';

/** One row per entity, the stronger the colour the higher the value. */
export function heatChartPieces(chart: HeatChart, kit: Kit): Piece[] {
  const geometry = layOutHeat(chart, kit.width, kit.zone);
  const { plot } = geometry;
  const figure: Piece = {
    height: geometry.height,
    gap: 4,
    draw(pen) {
      for (const { strength, path } of geometry.levels) pen.area(path, SERIES.user, strength);
      for (const { y, label } of geometry.rowLabels)
        pen.text(label, plot.left - 5, y + 2.4, {
          size: SIZE.label,
          colour: PALETTE.text3,
          anchor: 'end',
          width: plot.left - 5,
        });
      drawAxes(pen, { plot, timeTicks: geometry.timeTicks, labelsAt: geometry.height - 3 });
    },
  };
  return [...blockTitle(chart.title, '', kit), figure];
}
