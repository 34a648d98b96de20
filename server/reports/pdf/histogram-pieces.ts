import { layOutHistogram, MARK_ROW } from '../charts/lay-out-histogram.ts';
import type { Histogram } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { drawAxes } from './draw-axes.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Piece } from './piece.ts';

const HEIGHT = 122;

/** How often values were seen, with some of them marked. */
export function histogramPieces(chart: Histogram, kit: Kit): Piece[] {
  const geometry = layOutHistogram(chart, kit.width, HEIGHT);
  const { plot } = geometry;
  const figure: Piece = {
    height: HEIGHT,
    gap: 4,
    draw(pen) {
      drawAxes(pen, {
        plot,
        valueTicks: geometry.countTicks,
        timeTicks: geometry.valueTicks,
        labelsAt: HEIGHT - 5,
      });
      pen.area(geometry.path, SERIES.user, 0.88);
      for (const { x, label, row } of geometry.marks) {
        const top = row * MARK_ROW;
        const isAtEnd = x > plot.right - 24;
        pen.line(`M${x},${top + 1}V${plot.bottom}`, { stroke: PALETTE.text2, width: 0.5 });
        pen.text(label, isAtEnd ? x - 2.5 : x + 2.5, top + 6.5, {
          size: SIZE.label,
          colour: PALETTE.text2,
          anchor: isAtEnd ? 'end' : 'start',
        });
      }
    },
  };
  return [...blockTitle(chart.title, geometry.unit && `${geometry.unit}; samples`, kit), figure];
}
