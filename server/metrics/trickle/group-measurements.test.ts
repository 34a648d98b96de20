import { expect, test } from 'vitest';
import { groupMeasurements } from './group-measurements.ts';

const record = (timestamp: number, subsystem: string, measurement = 'x', ms?: number) => ({
  timestamp,
  subsystem,
  measurement,
  ...(ms !== undefined && { ms }),
});

test('records of one time are a snapshot; snapshots are in order of time', () => {
  const [a, b, c, d] = [record(20, 'a'), record(10, 'a'), record(20, 'b'), record(20, 'a', 'x', 5)];
  expect(groupMeasurements([a, b, c, d])).toEqual([{ records: [b] }, { records: [a, c] }, { records: [d] }]);
});

test('of two records of one time and subsystem the first counts', () => {
  expect(groupMeasurements([record(20, 'a', 'x'), record(20, 'a', 'y')])).toEqual([
    { records: [record(20, 'a', 'x')] },
  ]);
});
