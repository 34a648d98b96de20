import { Text } from '@react-pdf/renderer';
import { LATIN } from './fonts.ts';
import { PALETTE } from './palette.ts';

interface AxisLabelProps {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  colour?: string;
  children: string;
}

/** A small text inside a chart. */
export function AxisLabel({ x, y, anchor, colour = PALETTE.text3, children }: AxisLabelProps) {
  return (
    <Text x={x} y={y} textAnchor={anchor} fill={colour} style={{ fontFamily: LATIN, fontSize: 6.6 }}>
      {children}
    </Text>
  );
}
