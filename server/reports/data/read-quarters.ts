import type { DuckDBConnection } from '@duckdb/node-api';
import { readColumns } from '#server/metrics/duckdb/read-columns.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { RangeData } from './range-data.ts';

/** The hours of every time zone begin on a quarter of an hour. */
const QUARTER = 900_000;
const BINS = 20;
const BIN_PERCENT = 100 / BINS;

/** How cpu_used lies over the week and over its values: its mean in each quarter of an hour, and its histogram. */
export async function readQuarters(
  connection: DuckDBConnection,
  isKnown: boolean,
): Promise<Pick<RangeData, 'quarters' | 'cpuCounts'>> {
  const cpuCounts = new Array<number>(BINS).fill(0);
  if (!isKnown) return { quarters: { time: [], avg: [], count: [] }, cpuCounts };
  const view = samplesView('host');
  const found = await readColumns(
    connection,
    `SELECT (time // ${QUARTER} * ${QUARTER})::DOUBLE AS time, avg(cpu_used) AS avg,
            count(cpu_used)::DOUBLE AS count FROM ${view} GROUP BY time // ${QUARTER} ORDER BY 1`,
  );
  // What lies beyond the range of the metric is of the first or the last bin.
  const bins = await readColumns(
    connection,
    `SELECT greatest(0, least(${BINS - 1}, floor(cpu_used / ${BIN_PERCENT}))) AS bin, count(*)::DOUBLE AS count
       FROM ${view} WHERE cpu_used IS NOT NULL GROUP BY 1`,
  );
  bins.numbers('bin').forEach((bin, row) => {
    cpuCounts[bin] = bins.numbers('count')[row] ?? 0;
  });
  return {
    quarters: {
      time: Array.from(found.numbers('time')),
      avg: Array.from(found.numbers('avg'), (value) => (Number.isNaN(value) ? null : value)),
      count: Array.from(found.numbers('count')),
    },
    cpuCounts,
  };
}
