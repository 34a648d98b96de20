import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { readColumns } from '#server/metrics/duckdb/read-columns.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { HourMedians } from './range-data.ts';

const HOUR = 3_600_000;

/** Medians of each hour: a trend through them is not moved by a spike or a night's backup. */
export async function readHours(
  connection: DuckDBConnection,
  kind: Kind,
  metrics: readonly string[],
): Promise<HourMedians> {
  if (metrics.length === 0) return { time: [], entities: {} };
  const medians = metrics.map((id) => `median(${quoteName(id)}) AS ${quoteName(id)}`);
  const found = await readColumns(
    connection,
    `SELECT entity, (time // ${HOUR} * ${HOUR})::DOUBLE AS time, ${medians.join(', ')}
       FROM ${samplesView(kind)} GROUP BY entity, time // ${HOUR} ORDER BY entity, 2`,
  );
  const times = found.numbers('time');
  const time = [...new Set(times)].sort((a, b) => a - b);
  const place = new Map(time.map((at, index) => [at, index]));
  const entities: HourMedians['entities'] = {};
  found.text('entity').forEach((entity, row) => {
    for (const id of metrics) {
      entities[entity] ??= {};
      const lines = entities[entity];
      lines[id] ??= new Array<number | null>(time.length).fill(null);
      const value = found.numbers(id)[row] ?? Number.NaN;
      lines[id][place.get(times[row] ?? 0) ?? 0] = Number.isNaN(value) ? null : value;
    }
  });
  return { time, entities };
}
