import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { readColumns } from '#server/metrics/duckdb/read-columns.ts';
import type { RollupSeries } from '#server/metrics/rollups/types.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { HOUR } from './find-coverage.ts';
import type { SeriesPlan } from './series-plan.ts';

export type HourSeries = Omit<RollupSeries, 'machineId' | 'sketches'>;

/** Opened samples hour by hour, as rollups have them; hours in part are what the range has of them. */
export async function readHours(
  connection: DuckDBConnection,
  { kind, metrics, entities }: Pick<SeriesPlan, 'kind' | 'metrics' | 'entities'>,
): Promise<HourSeries[]> {
  if (entities?.length === 0) return [];
  const parts = metrics.map((id) => {
    const name = quoteName(id);
    const as = (stat: string) => quoteName(`${stat} ${id}`);
    return `, count(${name})::DOUBLE AS ${as('count')}, sum(${name}) AS ${as('sum')}, min(${name}) AS ${as('min')}, max(${name}) AS ${as('max')}`;
  });
  const found = await readColumns(
    connection,
    `SELECT entity, (time // ${HOUR} * ${HOUR})::DOUBLE AS hour ${parts.join('')}
       FROM ${samplesView(kind)} ${entities ? 'WHERE list_contains($entities, entity)' : ''}
      GROUP BY entity, time // ${HOUR} ORDER BY 2`,
    entities ? { entities: listValue([...entities]) } : {},
  );
  const names = found.text('entity');
  return [...new Set(names)].flatMap((entity) =>
    metrics.map((metric) => {
      const column = (stat: string) => found.numbers(`${stat} ${metric}`);
      const counts = column('count');
      const rows = names.flatMap((name, row) => (name === entity && (counts[row] ?? 0) > 0 ? [row] : []));
      const pick = (values: Float64Array) => rows.map((row) => values[row] ?? 0);
      return {
        entity,
        metric,
        hour: pick(found.numbers('hour')),
        count: pick(counts),
        sum: pick(column('sum')),
        min: pick(column('min')),
        max: pick(column('max')),
      };
    }),
  );
}
