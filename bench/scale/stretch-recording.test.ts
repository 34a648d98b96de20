import { expect, test } from 'vitest';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';
import { readRecording } from '../store/read-recording.ts';
import { stretchRecording } from './stretch-recording.ts';

const MIDNIGHT = 1_800_057_600;

test('two hours at 15 s out of 25 minutes: no restart, no gap, no two stretches alike', () => {
  const plan = { from: MIDNIGHT, step: 15, count: 480, begin: 1 };
  const snapshots = stretchRecording(readRecording(), plan).map(parseSnapshot);
  expect(snapshots.map(({ time }) => time)).toEqual(
    Array.from({ length: 480 }, (_, index) => (MIDNIGHT + index * 15) * 1000),
  );
  const known: string[] = [];
  for (const [index, snapshot] of snapshots.entries()) {
    const previous = snapshots[index - 1];
    if (!previous) continue;
    const { samples, events } = rateSnapshots(previous, snapshot, 15);
    expect(events).toEqual([]);
    const { cpu_user, disk_write_bytes } = samples.find(({ kind }) => kind === 'host')?.values ?? {};
    if (typeof cpu_user === 'number') known.push(`${cpu_user} ${disk_write_bytes}`);
  }
  // Counters fall once a round of the recording.
  expect(known.length).toBeGreaterThan(465);
  expect(new Set(known).size).toBeGreaterThan(450);
});
