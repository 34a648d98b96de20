import { describe, expect, test } from 'vitest';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';
import { snapshotRecords } from './snapshot-records.ts';
import { syntheticProc } from './synthetic-proc.ts';

const SHAPE = { cpus: 4, disks: 3, nics: 3, seed: 7 };

describe('a synthetic host', () => {
  test('is the same for the same seed, and moves', () => {
    const [one, other] = [syntheticProc(SHAPE), syntheticProc(SHAPE)];
    const first = one();
    expect([...other()]).toEqual([...first]);
    expect(one().get('stat')).not.toBe(first.get('stat'));
  });

  test('is rated without an event and within the ranges of the catalogue', () => {
    const next = syntheticProc(SHAPE);
    let previous = parseSnapshot(snapshotRecords(next(), 1000));
    for (let tick = 1; tick <= 50; tick += 1) {
      const current = parseSnapshot(snapshotRecords(next(), 1000 + tick));
      const { samples, events } = rateSnapshots(previous, current, 1);
      expect(events).toEqual([]);
      const host = samples[0]?.values ?? {};
      expect((host.cpu_user ?? -1) + (host.cpu_system ?? -1)).toBeGreaterThan(0);
      expect(host.cpu_used).toBeLessThan(100);
      for (const id of ['disk_write_bytes', 'net_rx_bytes', 'context_switches', 'major_faults', 'mem_used'])
        expect(host[id], id).toBeGreaterThanOrEqual(0);
      const kinds = Object.groupBy(samples, ({ kind }) => kind);
      expect([kinds.cpu?.length, kinds.disk?.length, kinds.net?.length]).toEqual([4, 3, 3]);
      previous = current;
    }
  });
});
