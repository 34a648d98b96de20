import type { RadarAxis, RadarShape } from '#app/_components/charts/radar.tsx';
import type { UnitChoice } from '#app/_components/format/scale-quantity.ts';
import type { StatsResult } from '#server/metrics/types.ts';
import { drawnAxis, type MachineAxis, machineAxes } from '../../machines/[machine]/_machine/radar-axes.ts';
import type { Side } from './sides.ts';

const RATES = new Set(['bytes_rate', 'network_rate']);

/**
 * The radars of all sides over one another. Rates have the highest sample of any side at the rim, so that they can be
 * told apart; memory and swap of machines of other sizes each have their own.
 */
export function compareAxes(
  sides: readonly Side[],
  stats: readonly StatsResult[],
  choice: UnitChoice,
): { axes: RadarAxis[]; shapes: RadarShape[] } {
  const all = stats.map(machineAxes);
  const highest = (index: number): number | null => {
    const known = all.flatMap((axes) => axes[index]?.ceiling ?? []);
    return known.length === 0 ? null : Math.max(...known);
  };
  const drawn = all.map((axes) =>
    axes.map((axis, index): ReturnType<typeof drawnAxis> & Pick<MachineAxis, 'label'> => ({
      label: axis.label,
      ...drawnAxis(RATES.has(axis.quantity) ? { ...axis, ceiling: highest(index) } : axis, choice),
    })),
  );
  const axes = (drawn[0] ?? []).map(({ label }, index) => {
    const ceilings = new Set(drawn.map((one) => one[index]?.ceiling ?? 'none'));
    return { label, ceiling: [...ceilings].join(' / ') };
  });
  const shapes = sides.map(({ label, color }, index) => ({
    ...{ label, color },
    shares: drawn[index]?.map(({ share }) => share) ?? [],
    values: drawn[index]?.map(({ value }) => value) ?? [],
  }));
  return { axes, shapes };
}
