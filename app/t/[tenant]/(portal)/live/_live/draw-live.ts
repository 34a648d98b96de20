import { readColor } from '#app/_components/charts/read-color.ts';
import type { LiveMetric } from './live-metrics.ts';
import { LIVE_LOOK } from './live-metrics.ts';
import { type LiveSeries, SPAN_MS } from './live-store.ts';

/** A longer silence breaks the line. */
const GAP_INTERVALS = 2.5;

/**
 * Draws the last minutes of a metric, `end` (Unix ms) at the right edge, as a line over a faint area.
 * @param ceiling the upper end of the y axis above the highest value, both in the base unit
 * @returns that end
 */
export function drawLive(
  canvas: HTMLCanvasElement,
  series: LiveSeries | undefined,
  { metric, end, ceiling }: { metric: LiveMetric; end: number; ceiling: (highest: number) => number },
): number {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  const { color } = LIVE_LOOK[metric];
  const values = series?.columns[metric] ?? [];
  const times = series?.times ?? [];
  let highest = 0;
  for (const value of values) if (value !== null && value > highest) highest = value;
  const top = ceiling(highest);
  const context = canvas.getContext('2d');
  if (!context) return top;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.strokeStyle = readColor('--line');
  context.lineWidth = 1;
  for (const share of [0, 0.5, 1]) {
    const y = Math.round(share * (height - 1)) + 0.5;
    context.strokeRect(0, y, width, 0);
  }
  const x = (time: number) => width - ((end - time) / SPAN_MS) * width;
  const y = (value: number) => height - 1 - (value / top) * (height - 3);
  const longest = GAP_INTERVALS * usualStep(times);
  context.strokeStyle = readColor(color);
  context.fillStyle = readColor(color, 0.14);
  context.lineWidth = 1.4;
  let run: [number, number][] = [];
  const finish = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last) {
      context.beginPath();
      for (const [left, level] of run) context.lineTo(left, level);
      context.stroke();
      context.lineTo(last[0], height);
      context.lineTo(first[0], height);
      context.fill();
    }
    run = [];
  };
  times.forEach((time, row) => {
    const value = values[row] ?? null;
    if (value === null || time - (times[row - 1] ?? time) > longest) finish();
    if (value !== null) run.push([x(time), y(value)]);
  });
  finish();
  return top;
}

/** The median distance of the newest samples; a second at least. */
function usualStep(times: readonly number[]): number {
  const last = times.slice(-20);
  const steps = last.slice(1).map((time, index) => time - (last[index] ?? time));
  steps.sort((a, b) => a - b);
  return Math.max(1000, steps[Math.floor(steps.length / 2)] ?? 1000);
}
