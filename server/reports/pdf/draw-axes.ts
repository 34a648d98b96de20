import { SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Pen } from './pen.ts';

/** A label this near to an end is set inside, not across it. */
const EDGE = 12;
const LABEL = { size: SIZE.label, colour: PALETTE.text3 } as const;

interface Axes {
  plot: { left: number; right: number };
  /** From the bottom up. */
  valueTicks?: readonly { y: number; label: string }[];
  timeTicks: readonly { x: number; label: string }[];
  /** Base line of the labels below. */
  labelsAt: number;
}

/** The hairlines of the values with their figures, and what stands below the chart. */
export function drawAxes(pen: Pen, { plot, valueTicks = [], timeTicks, labelsAt }: Axes): void {
  pen.line(valueTicks.map(({ y }) => `M${plot.left},${y.toFixed(2)}H${plot.right}`).join(''), {
    stroke: PALETTE.line,
    width: 0.6,
  });
  for (const { y, label } of valueTicks)
    pen.text(label, plot.left - 5, y + 2.4, { ...LABEL, anchor: 'end', tabular: true });
  for (const { x, label } of timeTicks)
    pen.text(label, x, labelsAt, {
      ...LABEL,
      anchor: x < plot.left + EDGE ? 'start' : x > plot.right - EDGE ? 'end' : 'middle',
    });
}
