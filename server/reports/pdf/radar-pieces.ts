import { layOutRadar } from '../charts/lay-out-radar.ts';
import type { Radar } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { type Kit, SIZE } from './kit.ts';
import { legendPiece } from './legend-piece.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Piece } from './piece.ts';

const HEIGHT = 210;
const RADIUS = 80;
/** Room of the words beside the circle. */
const WORDS = 110;

/** Shares of ceilings around a circle, a shape per machine, with the words outside. */
export function radarPieces(radar: Radar, kit: Kit): Piece[] {
  const width = Math.min(kit.width, 2 * (RADIUS + WORDS));
  const geometry = layOutRadar(
    radar.axes.length,
    radar.shapes.map(({ shares }) => shares),
    { width, height: HEIGHT, radius: RADIUS },
  );
  const { middle, rings, axes, shapes } = geometry;
  const several = radar.shapes.length > 1;
  const legend = several
    ? legendPiece(
        radar.shapes.map(({ label, colour }) => ({ label, colour: SERIES[colour] })),
        null,
        kit,
      )
    : null;
  const drawShapes = (pen: Pen): void => {
    for (const [at, { path, points }] of shapes.entries()) {
      const colour = SERIES[radar.shapes[at]?.colour ?? 'one'];
      pen.at(middle.x, middle.y, () => {
        pen.area(path, colour, several ? 0.1 : 0.18);
        pen.line(path, { stroke: colour, width: 1.1 });
      });
      for (const point of points) if (point) pen.box(point.x - 1.3, point.y - 1.3, 2.6, 2.6, colour, 1.3);
    }
  };
  const figure: Piece = {
    height: HEIGHT,
    gap: 4,
    keepsNext: legend !== null,
    draw(pen) {
      pen.at((kit.width - width) / 2, 0, () => {
        pen.at(middle.x, middle.y, () =>
          pen.line(rings.map(({ path }) => path).join(''), { stroke: PALETTE.line, width: 0.6 }),
        );
        const spokes = axes.map(({ end }) => `M${middle.x},${middle.y}L${end.x},${end.y}`).join('');
        pen.line(spokes, { stroke: PALETTE.line, width: 0.6 });
        drawShapes(pen);
        for (const [at, { label, anchor }] of axes.entries())
          pen.text(radar.axes[at]?.label ?? '', label.x, label.y + 2.4, {
            size: SIZE.small - 0.4,
            colour: PALETTE.text2,
            anchor,
            width: WORDS - 12,
          });
      });
    },
  };
  return [...blockTitle(radar.title, '', kit), figure, ...(legend ? [legend] : [])];
}
