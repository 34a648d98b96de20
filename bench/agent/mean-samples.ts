import type { Sample } from '../../agent/contract/sample.ts';

/**
 * The mean of each metric over samples of equal length, by `kind entity id`. Waits are weighted with the operations
 * that waited; what was never known is left out.
 */
export function meanSamples(samples: readonly Sample[]): Map<string, number> {
  const sums = new Map<string, { sum: number; weight: number }>();
  for (const { kind, entity, values } of samples) {
    for (const [id, value] of Object.entries(values)) {
      if (value === null) continue;
      const weight = id === 'disk_wait' ? (values.disk_read_ops ?? 0) + (values.disk_write_ops ?? 0) : 1;
      const key = `${kind} ${entity} ${id}`;
      const so = sums.get(key) ?? { sum: 0, weight: 0 };
      sums.set(key, { sum: so.sum + value * weight, weight: so.weight + weight });
    }
  }
  return new Map(
    [...sums].filter(([, { weight }]) => weight > 0).map(([key, { sum, weight }]) => [key, sum / weight]),
  );
}
