import type { Snapshot } from '../procfs/snapshot.ts';
import { carryFacts } from '../rates/carry-facts.ts';
import { judgePair } from '../rates/judge-pair.ts';
import { rateSnapshots } from '../rates/rate-snapshots.ts';
import { containerRows } from './container-rows.ts';
import { diskstatsRows } from './diskstats-rows.ts';
import { hostRows } from './host-rows.ts';
import type { Interval } from './interval.ts';
import { meminfoRows } from './meminfo-rows.ts';
import { netDevRows } from './net-dev-rows.ts';
import type { Output } from './open-output.ts';
import { statRows } from './stat-rows.ts';
import { statfsRows } from './statfs-rows.ts';
import type { SystemInfo } from './system-info.ts';

export interface WriteOptions {
  /** Of host.csv; null: the recorded host name, where there is one. */
  machineId: string | null;
  containerNames: ReadonlyMap<string, string>;
}

/**
 * Answers a function that takes snapshots in order and writes the rows of each interval, so one row fewer than there
 * are snapshots; only containers.csv has a row for the first one too. Keeps one snapshot.
 */
export function writeSnapshots(
  output: Output,
  info: SystemInfo,
  { machineId, containerNames }: WriteOptions,
): (snapshot: Snapshot) => void {
  let previous: Snapshot | null = null;
  return (snapshot) => {
    const current = carryFacts(previous, snapshot);
    const { samples, events } = rateSnapshots(previous, current);
    const { seconds } = judgePair(previous, current);
    const timestamp = String(current.time / 1000);
    info.add(current, events);
    if (current.containers) {
      output.rows('containers', containerRows(previous, current, seconds, timestamp, containerNames));
    }
    if (previous) {
      const interval: Interval = { previous, current, seconds, samples, timestamp };
      output.rows('stat', statRows(interval));
      output.rows('meminfo', meminfoRows(interval));
      output.rows('diskstats', diskstatsRows(interval));
      output.rows('netDev', netDevRows(interval));
      output.rows('statfs', statfsRows(interval));
      output.rows('host', hostRows(interval, machineId ?? current.host?.hostname ?? ''));
    }
    previous = current;
  };
}
