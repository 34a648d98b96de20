import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../format/format-number.ts';
import { scaleUnit } from '../format/scale-unit.ts';
import type { FigureUnit } from '../report-model.ts';

/** A value axis from 0. `top` is in the metric's own unit; `unit` is what the tick labels are in. */
export interface ValueAxis {
  top: number;
  unit: string;
  ticks: { value: number; label: string }[];
}

/** What an axis over nothing but zeros shows, so that a flat line lies on an axis with a scale. */
const TOP_OF_ZEROS = 1;

/**
 * A value axis from 0 to `largest`, rounded up to a tick unless `fixedTop` says where it ends, with about `count`
 * round ticks in the unit that suits the magnitude (kB/s, MB/s; MB, GB).
 */
export function valueAxis(
  unit: FigureUnit,
  largest: number,
  fixedTop: number | null,
  count: number,
): ValueAxis {
  const wanted = fixedTop ?? (largest > 0 ? largest : TOP_OF_ZEROS);
  const { divisor, unit: name } = scaleUnit(unit, wanted);
  const scale = scaleLinear().domain([0, wanted / divisor]);
  if (fixedTop === null) scale.nice(count);
  const [, top = 1] = scale.domain();
  const ticks = scale.ticks(count);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    top: top * divisor,
    unit: name,
    ticks: ticks.map((value) => ({ value: value * divisor, label: formatNumber(value, decimals) })),
  };
}
