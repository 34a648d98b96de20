import type { EntityKind } from '../data/range-data.ts';
import type { SeriesColour, SmallMultiples } from '../report-model.ts';
import { rankDevices } from './chosen-device.ts';
import { metricUnit } from './metric-unit.ts';
import { statsOf } from './stats-table.ts';
import type { Subject } from './subject.ts';
import { timeFrame } from './time-frame.ts';

/** More small charts than this are not read; the tables have all devices. */
const MOST_PANELS = 24;

/** One small chart per device, the busiest at p95 first; none when there are fewer than two. */
export function deviceMultiples(
  subject: Pick<Subject, 'data'>,
  {
    kind,
    metric,
    title,
    names,
    colour,
  }: { kind: EntityKind; metric: string; title: string; names: readonly string[]; colour: SeriesColour },
): SmallMultiples[] {
  const result = subject.data.entities[kind];
  const devices = Object.fromEntries(names.map((name) => [name, {}]));
  const p95 = (name: string) => statsOf(subject, kind, name, metric)?.p95 ?? null;
  const panels = rankDevices(devices, (name) => p95(name) ?? -1)
    .slice(0, MOST_PANELS)
    .flatMap((label) => {
      const band = result.entities[label]?.[metric];
      if (!band?.avg.some((value) => value !== null)) return [];
      const [min, max] = result.raw ? [null, null] : [band.min, band.max];
      return [{ label, figure: p95(label), avg: band.avg, min, max }];
    });
  if (panels.length < 2) return [];
  const unit = metricUnit(kind, metric);
  const highest = panels.reduce(
    (most, { avg, max }) => (max ?? avg).reduce<number>((top, value) => Math.max(top, value ?? 0), most),
    0,
  );
  return [
    {
      type: 'small-multiples',
      ...timeFrame(subject, result),
      title,
      unit,
      top: unit === 'percent' && highest <= 100 ? 100 : highest > 0 ? highest : 1,
      colour,
      figureLabel: 'p95',
      panels,
    },
  ];
}
