import { METRICS } from '../contract/metrics.ts';
import type { Sample } from '../contract/sample.ts';

const UNITS: Readonly<Record<string, string>> = {
  percent: '%',
  megabytes: 'MB',
  bytes_per_second: 'B/s',
  per_second: '/s',
  milliseconds: 'ms',
  count: '',
};

/** Samples as a table for a terminal: entity, metric, value, unit; `-` where a value is unknown. */
export function formatSamples(samples: readonly Sample[]): string {
  const rows = samples.flatMap(({ kind, entity, values }) =>
    METRICS.filter((metric) => metric.kind === kind).map(({ id, unit }) => {
      const value = values[id];
      return [entity || 'host', id, value == null ? '-' : value.toFixed(2), UNITS[unit] ?? ''] as const;
    }),
  );
  const width = (column: 0 | 1 | 2): number => Math.max(...rows.map((row) => row[column].length));
  const [entities, ids, numbers] = [width(0), width(1), width(2)];
  return rows
    .map(([entity, id, value, unit]) =>
      `${entity.padEnd(entities)}  ${id.padEnd(ids)}  ${value.padStart(numbers)} ${unit}`.trimEnd(),
    )
    .join('\n');
}
