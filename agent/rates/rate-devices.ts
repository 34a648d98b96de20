import type { Kind, Sample } from '../contract/sample.ts';
import { blankValues } from './blank-values.ts';
import { sumDevices } from './sum-devices.ts';
import type { Values } from './values.ts';

interface Devices<Counters> {
  kind: Kind;
  time: number;
  previous: Readonly<Record<string, Counters>> | undefined;
  current: Readonly<Record<string, Counters>>;
  /** The devices that the host's totals count. */
  counted: ReadonlySet<string>;
  rate: (previous: Counters | undefined, current: Counters) => Values;
}

/** A sample for each device, all null for one that was not there before, and the host's totals over those counted. */
export function rateDevices<Counters>(devices: Devices<Counters>): { samples: Sample[]; totals: Values } {
  const { kind, time, previous = {}, current, counted, rate } = devices;
  const rated = Object.entries(current).map(([entity, counters]) => {
    const before = Object.hasOwn(previous, entity) ? previous[entity] : undefined;
    return { entity, values: rate(before, counters), appeared: before === undefined };
  });
  return {
    samples: rated.map(({ entity, values }) => ({
      kind,
      entity,
      time,
      values: { ...blankValues(kind), ...values },
    })),
    totals: sumDevices(rated.filter(({ entity }) => counted.has(entity))),
  };
}
