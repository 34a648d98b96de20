import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import type { Snapshot } from '../../agent/procfs/snapshot.ts';
import { carryFacts } from '../../agent/rates/carry-facts.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';
import type { Findings } from './figure.ts';
import { median } from './median.ts';
import { snapshotRecords } from './snapshot-records.ts';
import { syntheticProc } from './synthetic-proc.ts';

const SHAPE = { cpus: 64, disks: 20, nics: 10, seed: 1 };
const SNAPSHOTS = 200;
const ROUNDS = 15;
/** While the compiler still optimizes. */
const WARM_UP_ROUNDS = 5;

/** A snapshot of a large host parsed and rated: the median of rounds, each of 200 different snapshots. */
export async function parse(): Promise<Findings> {
  const next = syntheticProc(SHAPE);
  const ticks = Array.from({ length: SNAPSHOTS }, (_, tick) => snapshotRecords(next(), 1_767_000_000 + tick));
  const parsing: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const isMeasured = round >= WARM_UP_ROUNDS;
    let previous: Snapshot | null = null;
    for (const records of ticks) {
      const begin = performance.now();
      const current = carryFacts(previous, parseSnapshot(records));
      const parsed = performance.now();
      rateSnapshots(previous, current, 1);
      const end = performance.now();
      previous = current;
      if (!isMeasured) continue;
      parsing.push((parsed - begin) * 1000);
      all.push((end - begin) * 1000);
    }
  }
  return {
    figures: [
      {
        what: 'parsed and rated: 64 CPUs, 20 disks, 10 interfaces',
        value: median(all),
        unit: 'µs',
        bar: { sense: 'at most', value: 300 },
      },
      { what: 'of it parsing', value: median(parsing), unit: 'µs' },
    ],
    missing: [],
  };
}
