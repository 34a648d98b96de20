import { expect, test } from 'vitest';
import { collectionSeries } from './collection-series.ts';
import { readRecording } from './read-recording.ts';

test('has every known value once, under its metric and entity', () => {
  const ticks = readRecording().slice(0, 5);
  const series = collectionSeries(ticks, 'm');
  const times = ticks.map(([first]) => (first?.timestamp ?? 0) * 1000 + (first?.ms ?? 0));
  const find = (name: string, kind: string, entity?: string) =>
    series.filter(
      ({ metric }) => metric.__name__ === name && metric.kind === kind && metric.entity === entity,
    );
  // A gauge is known at once, a rate from the second tick on.
  expect(find('mem_total', 'host')).toMatchObject([{ timestamps: times, metric: { machine: 'm' } }]);
  expect(find('cpu_user', 'host')).toMatchObject([{ timestamps: times.slice(1) }]);
  expect(find('cpu_user', 'cpu', 'cpu1')).toHaveLength(1);
  expect(series.every(({ values, timestamps }) => values.length === timestamps.length)).toBe(true);
});
