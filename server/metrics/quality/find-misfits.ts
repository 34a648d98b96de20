import type { DuckDBConnection } from '@duckdb/node-api';
import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { readColumns } from '#server/metrics/duckdb/read-columns.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { Misfit } from './types.ts';

/** Shares that are sums of rounded shares may be a little above 100. */
const TOLERANCE = 1e-6;

/** Values of a kind's opened samples that lie outside what the catalogue says is possible. */
export async function findMisfits(connection: DuckDBConnection, kind: Kind): Promise<Misfit[]> {
  const metrics = metricsOf(kind);
  const parts = metrics.flatMap(({ id, range: [min, max] }, index) => {
    const name = quoteName(id);
    const outside = `${name} < ${min - TOLERANCE} OR ${name} > ${max + TOLERANCE}`;
    return [
      `count(*) FILTER (${outside})::DOUBLE AS count${index}`,
      `min(${name}) AS lowest${index}`,
      `max(${name}) AS highest${index}`,
    ];
  });
  const found = await readColumns(connection, `SELECT ${parts.join(', ')} FROM ${samplesView(kind)}`);
  const one = (name: string) => found.numbers(name)[0] ?? 0;
  return metrics.flatMap(({ id, range }, index) => {
    const count = one(`count${index}`);
    if (count === 0) return [];
    return [
      { kind, metric: id, count, lowest: one(`lowest${index}`), highest: one(`highest${index}`), range },
    ];
  });
}
