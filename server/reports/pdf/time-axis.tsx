import { AxisLabel } from './axis-label.tsx';

interface TimeAxisProps {
  ticks: readonly { x: number; label: string }[];
  left: number;
  right: number;
  /** Base line of the labels. */
  y: number;
}

/** A label this near to an end is set inside, not across it. */
const EDGE = 12;

/** The moments below a chart. */
export function TimeAxis({ ticks, left, right, y }: TimeAxisProps) {
  return ticks.map(({ x, label }) => (
    <AxisLabel key={x} x={x} y={y} anchor={x < left + EDGE ? 'start' : x > right - EDGE ? 'end' : 'middle'}>
      {label}
    </AxisLabel>
  ));
}
