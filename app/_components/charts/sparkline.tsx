import { area, line } from 'd3-shape';
import type { Column } from './panel.ts';

const WIDTH = 108;
const HEIGHT = 22;

interface SparklineProps {
  values: Column;
  /** Top of the picture; the bottom is 0. */
  max: number;
  /** What is drawn, for those who do not see it: "CPU used, last hour". */
  label: string;
}

/** A small area of a column over time, as wide as its place. Nulls are gaps. */
export function Sparkline({ values, max, label }: SparklineProps) {
  const x = (_: unknown, row: number) => (row / Math.max(1, values.length - 1)) * WIDTH;
  const y = (value: number | null) => HEIGHT - 1 - (Math.min(value ?? 0, max) / max) * (HEIGHT - 2);
  const measured = (value: number | null) => value !== null;
  const fill = area<number | null>().defined(measured).x(x).y0(HEIGHT).y1(y)(values);
  const stroke = line<number | null>().defined(measured).x(x).y(y)(values);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
    >
      <path d={fill ?? ''} fill="var(--s-used)" opacity="0.16" />
      {/* Round ends: a value between two gaps is a dot. */}
      <path
        d={stroke ?? ''}
        fill="none"
        stroke="var(--s-used)"
        strokeWidth="1.3"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
