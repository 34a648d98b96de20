import type { Column } from '#app/_components/charts/panel.ts';
import type { Band } from '#server/metrics/types.ts';

/** The points of one side: times on the common axis (Unix ms, ascending) and a band per metric. */
export interface GridSide {
  times: readonly number[];
  bands: Readonly<Record<string, Band>>;
}

/** The same rows for all sides. */
export interface Grid {
  times: number[];
  sides: Record<string, Band>[];
}

type Cell = { [Key in keyof Band]: number | null };

/**
 * Sides on one list of times, `width` ms apart, so that they can be subtracted row by row. A point goes to the nearest
 * row, for sides were not sampled at the same moments; of several the average, the lowest and the highest. A row that a
 * side has no point for lies on the line between its neighbours; a point that is null is a gap, and stays one.
 */
export function layOnGrid(given: readonly GridSide[], metrics: readonly string[], width: number): Grid {
  const base = given.find(({ times }) => times.length > 0)?.times[0] ?? 0;
  const rowOf = (time: number) => Math.round((time - base) / width);
  const used = new Set<number>();
  for (const { times } of given) for (const time of times) used.add(rowOf(time));
  const rows = [...used].sort((a, b) => a - b);
  const sides = given.map(({ times, bands }) => {
    const own = times.map(rowOf);
    return Object.fromEntries(
      metrics.flatMap((id) => {
        const band = bands[id];
        return band ? [[id, columnsOf(rows, gather(own, band))] as const] : [];
      }),
    );
  });
  return { times: rows.map((row) => base + row * width), sides };
}

/** Row → what a side has there; null where it has nothing but a gap. */
function gather(own: readonly number[], { avg, min, max }: Band): Map<number, Cell> {
  const cells = new Map<number, Cell & { count: number }>();
  own.forEach((row, index) => {
    const [value, low, high] = [avg[index] ?? null, min[index] ?? null, max[index] ?? null];
    const cell = cells.get(row);
    if (cell?.avg == null || value === null) {
      if (cell?.avg == null) cells.set(row, { avg: value, min: low, max: high, count: 1 });
      return;
    }
    cell.count += 1;
    cell.avg += (value - cell.avg) / cell.count;
    if (low !== null) cell.min = cell.min === null ? low : Math.min(cell.min, low);
    if (high !== null) cell.max = cell.max === null ? high : Math.max(cell.max, high);
  });
  return cells;
}

function columnsOf(rows: readonly number[], cells: ReadonlyMap<number, Cell>): Band {
  const own = [...cells.keys()].sort((a, b) => a - b);
  let next = 0;
  const column = (key: keyof Band): Column => {
    next = 0;
    return rows.map((row) => {
      while (next < own.length && (own[next] ?? row) < row) next += 1;
      const there = cells.get(row);
      if (there) return there[key];
      const [left, right] = [own[next - 1], own[next]];
      const from = left === undefined ? null : (cells.get(left)?.[key] ?? null);
      const to = right === undefined ? null : (cells.get(right)?.[key] ?? null);
      if (left === undefined || right === undefined || from === null || to === null) return null;
      return from + ((to - from) * (row - left)) / (right - left);
    });
  };
  return { avg: column('avg'), min: column('min'), max: column('max') };
}
