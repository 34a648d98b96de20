import { expect, test } from 'vitest';
import type { Sample } from '../../agent/contract/sample.ts';
import { meanSamples } from './mean-samples.ts';

const sample = (values: Sample['values']): Sample => ({ kind: 'disk', entity: 'sda', time: 0, values });

test('takes means, without what is unknown', () => {
  const means = meanSamples([
    sample({ disk_busy: 10 }),
    sample({ disk_busy: null }),
    sample({ disk_busy: 30 }),
  ]);
  expect([...means]).toEqual([['disk sda disk_busy', 20]]);
});

test('weighs waits with operations', () => {
  const means = meanSamples([
    sample({ disk_read_ops: 1, disk_write_ops: 0, disk_wait: 10 }),
    sample({ disk_read_ops: 1, disk_write_ops: 8, disk_wait: 1 }),
  ]);
  expect(means.get('disk sda disk_wait')).toBe(1.9);
});
