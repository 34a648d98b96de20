import { curveLinearClosed, lineRadial } from 'd3-shape';

export interface RadarPoint {
  x: number;
  y: number;
}

export interface RadarGeometry {
  /** The circle's middle. */
  middle: RadarPoint;
  radius: number;
  /** Closed paths of the grid, from the inside out. */
  rings: { share: number; path: string }[];
  /** Per axis its end on the rim, and where and how its words stand outside of it. */
  axes: { end: RadarPoint; label: RadarPoint; anchor: 'start' | 'middle' | 'end' }[];
  /** Per shape one closed path over the axes that have a share ('' below two), and a point per axis. */
  shapes: { path: string; points: (RadarPoint | null)[] }[];
}

const RINGS = [0.25, 0.5, 0.75, 1];
/** Nearer to the vertical than this, a label is centred. */
const UPRIGHT = 0.2;

/**
 * Lays out a radar: axes evenly around a circle, the first upwards, then clockwise. For screen, HTML and PDF.
 *
 * @param shapes per shape, as many shares (0–1; null: unknown, the axis is passed over) as there are axes
 * @param size `labels` is the distance of the words from the rim
 */
export function layOutRadar(
  axes: number,
  shapes: readonly (readonly (number | null)[])[],
  { width, height, radius, labels = 10 }: { width: number; height: number; radius: number; labels?: number },
): RadarGeometry {
  const middle = { x: width / 2, y: height / 2 };
  const angleOf = (axis: number) => (axis / Math.max(1, axes)) * 2 * Math.PI;
  const at = (axis: number, distance: number): RadarPoint => ({
    x: round(middle.x + Math.sin(angleOf(axis)) * distance),
    y: round(middle.y - Math.cos(angleOf(axis)) * distance),
  });
  const outline = lineRadial<{ axis: number; share: number }>()
    .angle(({ axis }) => angleOf(axis))
    .radius(({ share }) => share * radius)
    .curve(curveLinearClosed)
    .digits(2);
  const all = Array.from({ length: axes }, (_, axis) => axis);
  return {
    middle,
    radius,
    rings: RINGS.map((share) => ({ share, path: outline(all.map((axis) => ({ axis, share }))) ?? '' })),
    axes: all.map((axis) => {
      const side = Math.sin(angleOf(axis));
      return {
        end: at(axis, radius),
        label: at(axis, radius + labels),
        anchor: Math.abs(side) < UPRIGHT ? 'middle' : side > 0 ? 'start' : 'end',
      };
    }),
    shapes: shapes.map((shares) => {
      const known = shares.flatMap((share, axis) => (share === null ? [] : [{ axis, share: cut(share) }]));
      return {
        path: known.length < 2 ? '' : (outline(known) ?? ''),
        points: all.map((axis) => {
          const share = shares[axis] ?? null;
          return share === null ? null : at(axis, cut(share) * radius);
        }),
      };
    }),
  };
}

const cut = (share: number): number => Math.min(1, Math.max(0, share));
const round = (value: number): number => Math.round(value * 100) / 100;
