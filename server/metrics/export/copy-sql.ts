import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { exportColumns, type OpenExport } from './open-export.ts';

const OPTIONS = { csv: 'FORMAT csv', json: 'FORMAT json', parquet: 'FORMAT parquet, COMPRESSION zstd' };

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
const plainText = (sql: string) =>
  `CASE WHEN regexp_matches(${sql}, '^[=+@\\t\\r-]') THEN '''' || ${sql} ELSE ${sql} END`;

const STAMP = {
  // Whole seconds without decimals, others with as many as they have.
  csv: 'CASE WHEN time % 1000 = 0 THEN (time // 1000)::VARCHAR ELSE (time / 1000.0)::DOUBLE::VARCHAR END',
  json: '(time / 1000.0)::DOUBLE',
  parquet: 'to_timestamp(time / 1000.0)',
};

/**
 * Writes rows of a kind from `from` on and before `to` (Unix ms) into the file `$target`; `$machine` is the machine's
 * name. DuckDB writes each number in the shortest form that reads back to the same bits, also 0 and −0.
 */
export function copySql(
  source: Pick<OpenExport, 'format' | 'width' | 'ascending'>,
  slice: { kind: Kind; from: number; to: number; head: boolean },
): string {
  const { format, width } = source;
  const { kind } = slice;
  const names = exportColumns(kind).map(quoteName);
  const safe = (sql: string) => (format === 'csv' ? plainText(sql) : sql);
  const columns = [
    `${STAMP[format]} AS timestamp`,
    `${safe('$machine')} AS machine_id`,
    ...(kind === 'host' ? [] : [`${safe('entity')} AS entity`]),
    ...names,
  ];
  const range = `time >= ${slice.from} AND time < ${slice.to}`;
  const bucket = `time // ${width} * ${width}`;
  const rows =
    width === null
      ? `SELECT * FROM ${samplesView(kind)} WHERE ${range}`
      : `SELECT ${bucket} AS time, entity, ${names.map((name) => `avg(${name}) AS ${name}`).join(', ')}
           FROM ${samplesView(kind)} WHERE ${range} GROUP BY ${bucket}, entity`;
  // Rows that come in time order anyway flow through without being collected for sorting.
  const isSorted = width === null && kind === 'host' && source.ascending.has(kind);
  const head = format === 'csv' ? `, HEADER ${slice.head}` : '';
  return `COPY (SELECT ${columns.join(', ')} FROM (${rows}) ${isSorted ? '' : 'ORDER BY time, entity'})
            TO $target (${OPTIONS[format]}${head})`;
}
