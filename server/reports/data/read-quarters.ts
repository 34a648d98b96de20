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
  const counts = Array.from({ length: BINS }, (_, bin) => {
    const above = bin === 0 ? '' : `cpu_used >= ${bin * BIN_PERCENT}`;
    const below = bin === BINS - 1 ? '' : `cpu_used < ${(bin + 1) * BIN_PERCENT}`;
    const inside = [above, below].filter(Boolean).join(' AND ');
    return `count(cpu_used) FILTER (${inside})::DOUBLE AS bin${bin}`;
  });
  const found = await readColumns(
    connection,
    `SELECT (time // ${QUARTER} * ${QUARTER})::DOUBLE AS time, avg(cpu_used) AS avg,
            count(cpu_used)::DOUBLE AS count, ${counts.join(', ')}
       FROM ${samplesView('host')} GROUP BY time // ${QUARTER} ORDER BY 1`,
  );
  for (let bin = 0; bin < BINS; bin += 1)
    cpuCounts[bin] = found.numbers(`bin${bin}`).reduce((sum, count) => sum + count, 0);
  return {
    quarters: {
      time: Array.from(found.numbers('time')),
      avg: Array.from(found.numbers('avg'), (value) => (Number.isNaN(value) ? null : value)),
      count: Array.from(found.numbers('count')),
    },
    cpuCounts,
  };
}
