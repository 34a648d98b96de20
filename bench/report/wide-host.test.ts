import { expect, test } from 'vitest';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';
import { readRecording } from '../store/read-recording.ts';
import { wideHost } from './wide-host.ts';

const start = 1_795_000_000;
const ticks = readRecording();

/** What the product makes of an hour of it. */
function samplesOf(count: number) {
  const next = wideHost(ticks, { start, step: 15 });
  const snapshots = Array.from({ length: count }, () => parseSnapshot(next()));
  return snapshots.slice(1).flatMap((snapshot, at) => {
    const before = snapshots[at];
    return before ? rateSnapshots(before, snapshot, 15).samples : [];
  });
}

test('is a host of 8 CPUs, 4 disks and 2 interfaces, none of which is like another', () => {
  const samples = samplesOf(240);
  const of = (kind: string) => samples.filter((sample) => sample.kind === kind);
  const sums = (kind: string, metric: string) => {
    const found = new Map<string, number>();
    for (const { entity, values } of of(kind))
      found.set(entity, (found.get(entity) ?? 0) + (values[metric] ?? Number.NaN));
    return found;
  };
  for (const [kind, metric, count] of [
    ['cpu', 'cpu_used', 8],
    ['disk', 'disk_write_bytes', 4],
    ['net', 'net_rx_bytes', 2],
  ] as const) {
    const found = [...sums(kind, metric).values()];
    expect(found).toHaveLength(count);
    expect(new Set(found.map(Math.round)).size).toBe(count);
    for (const sum of found) expect(sum).toBeGreaterThan(0);
  }
  expect(of('host')).toHaveLength(239);
  expect(of('filesystem')).toHaveLength(239);
});

test('the host is the sum of its devices, and its CPUs are busy for no more than the time', () => {
  for (const { kind, values } of samplesOf(60)) {
    if (kind !== 'host' && kind !== 'cpu') continue;
    const { cpu_used: used, cpu_idle: idle } = values;
    expect(used).toBeGreaterThanOrEqual(0);
    expect(used).toBeLessThanOrEqual(100);
    expect(idle).toBeGreaterThanOrEqual(0);
  }
  const [first] = samplesOf(2).filter(({ kind }) => kind === 'host');
  const disks = samplesOf(2).filter(({ kind }) => kind === 'disk');
  const written = disks.reduce((sum, { values }) => sum + (values.disk_write_bytes ?? 0), 0);
  expect(first?.values.disk_write_bytes).toBeCloseTo(written, 6);
});

test('is the same each time', () => {
  const text = () => JSON.stringify(wideHost(ticks, { start, step: 15 })());
  expect(text()).toBe(text());
});
