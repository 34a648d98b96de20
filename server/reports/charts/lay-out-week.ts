import type { WeekChart } from '../report-model.ts';

/** One hour of one day; `strength` is 0–1 of the strongest colour, null where nothing was measured. */
export interface WeekCell {
  day: number;
  hour: number;
  x: number;
  y: number;
  width: number;
  height: number;
  value: number | null;
  count: number;
  strength: number | null;
}

export interface WeekGeometry {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  /** The value of the strongest colour, in the chart's unit. */
  top: number;
  cells: WeekCell[];
  /** The measured cells by strength, each one path: a handful of drawing operations. */
  levels: { strength: number; path: string }[];
  /** Those not measured, as one path; empty when there are none. */
  empty: string;
  dayLabels: { y: number; label: string }[];
  hourLabels: { x: number; label: string }[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = 24;
const LEFT = 30;
const RIGHT = 2;
const BOTTOM = 14;
const GAP = 1;
const LEVELS = 16;
const FAINTEST = 0.05;
/** A label of an hour, with air around it. */
const LABEL_WIDTH = 28;

/** Lays out a week of hours, Monday on top, in a box. Pure; the same for paper and screen. */
export function layOutWeek(chart: WeekChart, width: number, height: number): WeekGeometry {
  const plot = { left: LEFT, right: width - RIGHT, top: 0, bottom: height - BOTTOM };
  const columnWidth = (plot.right - plot.left) / HOURS;
  const every = [3, 6].find((hours) => hours * columnWidth >= LABEL_WIDTH) ?? 12;
  const rowHeight = (plot.bottom - plot.top) / DAYS.length;
  const largest = chart.values.flat().reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const top = chart.top ?? largest;
  const cells = DAYS.flatMap((_, day) =>
    Array.from({ length: HOURS }, (_, hour): WeekCell => {
      const value = chart.values[day]?.[hour] ?? null;
      return {
        day,
        hour,
        x: round(plot.left + hour * columnWidth),
        y: round(plot.top + day * rowHeight),
        width: round(columnWidth - GAP),
        height: round(rowHeight - GAP),
        value,
        count: chart.counts[day]?.[hour] ?? 0,
        strength: value === null ? null : strengthOf(value, top),
      };
    }),
  );
  const strengths = [...new Set(cells.flatMap(({ strength }) => strength ?? []))].sort((a, b) => a - b);
  const pathOf = (wanted: number | null): string =>
    cells
      .filter(({ strength }) => strength === wanted)
      .map((cell) => `M${cell.x},${cell.y}h${cell.width}v${cell.height}h${-cell.width}Z`)
      .join('');
  return {
    width,
    height,
    plot,
    top,
    cells,
    levels: strengths.map((strength) => ({ strength, path: pathOf(strength) })),
    empty: pathOf(null),
    dayLabels: DAYS.map((label, day) => ({ y: plot.top + (day + 0.5) * rowHeight - GAP / 2, label })),
    hourLabels: Array.from({ length: HOURS / every }, (_, at) => ({
      x: plot.left + at * every * columnWidth,
      label: `${String(at * every).padStart(2, '0')}:00`,
    })),
  };
}

/** In steps, so that cells of one strength are one path. */
function strengthOf(value: number, top: number): number {
  const share = top > 0 ? Math.min(1, Math.max(0, value / top)) : 0;
  return FAINTEST + (1 - FAINTEST) * (Math.round(share * LEVELS) / LEVELS);
}

const round = (value: number): number => Math.round(value * 100) / 100;
