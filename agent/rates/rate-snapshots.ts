import type { Sample, SampleEvent } from '../contract/sample.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import { blankValues } from './blank-values.ts';
import { carryFacts } from './carry-facts.ts';
import { containerValues } from './container.ts';
import { cpuValues } from './cpu.ts';
import { diskValues } from './disk.ts';
import { filesystemValues } from './filesystem.ts';
import { judgePair } from './judge-pair.ts';
import { loadValues } from './load.ts';
import { memoryValues } from './memory.ts';
import { nameContainers } from './name-containers.ts';
import { netValues } from './net.ts';
import { perSecond } from './per-second.ts';
import { physicalInterfaces } from './physical-interfaces.ts';
import { pressureValues } from './pressure.ts';
import { rateDevices } from './rate-devices.ts';
import { usedDisks } from './used-disks.ts';
import { vmValues } from './vm.ts';
import { wholeDisks } from './whole-disks.ts';

/**
 * Two snapshots in a row become the samples of the interval between them: the host first, then each CPU, disk,
 * interface, file system and container of the current one. Every sample has all ids of its kind; what cannot be known is null. Without a previous
 * snapshot, after a restart and after a gap only gauges (memory, load, tasks, file systems) are known.
 *
 * `intervalSeconds` is the interval expected between the two; see judgePair for what counts without it. Facts that the
 * current snapshot lacks are taken from the previous one; keep `carryFacts(previous, current)` for the next call.
 */
export function rateSnapshots(
  previous: Snapshot | null,
  current: Snapshot,
  intervalSeconds?: number,
): { samples: Sample[]; events: SampleEvent[] } {
  const judged = judgePair(previous, current, intervalSeconds);
  const before = judged.seconds === null ? undefined : (previous ?? undefined);
  const seconds = judged.seconds ?? 0;
  const { time } = current;
  const { sysfs } = carryFacts(previous, current);

  const { cpu: allCpus, ...eachCpu } = current.stat?.cpus ?? {};
  const cpus = rateDevices({
    kind: 'cpu',
    time,
    previous: before?.stat?.cpus,
    current: eachCpu,
    counted: new Set(),
    rate: cpuValues,
  });
  const disksNow = usedDisks(current.diskstats ?? {});
  const disks = rateDevices({
    kind: 'disk',
    time,
    previous: before?.diskstats,
    current: disksNow,
    counted: wholeDisks(Object.keys(disksNow), sysfs?.block),
    rate: (old, now) => diskValues(old, now, seconds),
  });
  const interfacesNow = current.netdev ?? {};
  const interfaces = rateDevices({
    kind: 'net',
    time,
    previous: before?.netdev,
    current: interfacesNow,
    counted: physicalInterfaces(Object.keys(interfacesNow), sysfs?.net),
    rate: (old, now) => netValues(old, now, seconds),
  });

  const filesystems = rateDevices({
    kind: 'filesystem',
    time,
    previous: undefined,
    current: current.statfs ?? {},
    counted: new Set(),
    rate: (_old, now) => filesystemValues(now),
  });
  const containers = rateDevices({
    kind: 'container',
    time,
    previous: nameContainers(before?.containers ?? {}),
    current: nameContainers(current.containers ?? {}),
    counted: new Set(),
    rate: (old, now) => containerValues(old, now, seconds),
  });

  const host: Sample = {
    kind: 'host',
    entity: '',
    time,
    values: {
      ...blankValues('host'),
      ...(allCpus && cpuValues(before?.stat?.cpus.cpu, allCpus)),
      ...memoryValues(current.meminfo),
      ...disks.totals,
      ...interfaces.totals,
      ...loadValues(current),
      context_switches: perSecond(before?.stat?.contextSwitches, current.stat?.contextSwitches, seconds),
      ...vmValues(before?.vmstat, current.vmstat, seconds),
      ...pressureValues(before, current, seconds),
    },
  };
  return {
    samples: [
      host,
      ...cpus.samples,
      ...disks.samples,
      ...interfaces.samples,
      ...filesystems.samples,
      ...containers.samples,
    ],
    events: judged.events,
  };
}
