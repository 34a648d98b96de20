import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { AcceptedTimes, CsvTable, NumberColumn } from './csv-table.ts';
import { brokenSql } from './row-rules.ts';

/** What one pass over a loaded table found. */
export interface LoadedTable {
  rows: number;
  /** Rows that are not as they should be. */
  bad: number;
  /** Rows with a time that is one, but out of the accepted range. */
  outOfRange: number;
  /** Unix ms; null without any time. */
  first: number | null;
  last: number | null;
}

/** Completes a table that has the rows of a file (see rowsSql), and looks for faults. */
export async function completeTable(
  connection: DuckDBConnection,
  into: string,
  table: CsvTable,
  accepted: AcceptedTimes,
): Promise<LoadedTable> {
  await addConstants(connection, into, table);
  return check(connection, into, table, accepted);
}

/** What every row has alike, and the lines: put in afterwards, which takes a quarter of the time. */
async function addConstants(connection: DuckDBConnection, into: string, table: CsvTable): Promise<void> {
  const { machine, entity, line, skip } = table;
  if (entity === '') await connection.run(`ALTER TABLE ${into} ADD COLUMN entity VARCHAR DEFAULT ''`);
  if (typeof machine === 'string') {
    await connection.run(`ALTER TABLE ${into} ADD COLUMN machine VARCHAR`);
    await connection.run(`UPDATE ${into} SET machine = $machine`, { machine });
  }
  if (line !== undefined) return;
  // A window function would count the rows in a single thread.
  await connection.run(`ALTER TABLE ${into} ADD COLUMN line BIGINT`);
  await connection.run(`UPDATE ${into} SET line = rowid + ${skip + 1}`);
}

/** One look at all values; only when it finds something, a second one tells how many rows are meant. */
async function check(
  connection: DuckDBConnection,
  from: string,
  table: CsvTable,
  accepted: AcceptedTimes,
): Promise<LoadedTable> {
  const outOfRange = 'time < $from::BIGINT OR time > $to::BIGINT';
  const outside = table.numbers.flatMap(outsideSql);
  const others = [
    'time IS NULL',
    outOfRange,
    'machine IS NULL',
    'entity IS NULL',
    ...table.rules.map(brokenSql),
  ];
  const values = { from: BigInt(accepted.from), to: BigInt(accepted.to) };
  // Counted one by one, a comparison takes a tenth of what it takes in a long OR, and nothing where DuckDB knows the
  // least and the largest value of a column.
  const found = await queryColumns(
    connection,
    `SELECT count(*) AS "rows", count_if(${others.join(' OR ')}) AS other_faults,
            ${outside.map((sql, index) => `count_if(${sql}) AS outside${index}, `).join('')}
            count_if(${outOfRange}) AS out_of_range, min(time) AS first, max(time) AS last FROM ${from}`,
    values,
  );
  const number = (name: string) => Number(found[name]?.[0] ?? 0);
  const time = (name: string) => (found[name]?.[0] == null ? null : number(name));
  const faulty = ['other_faults', ...outside.map((_, index) => `outside${index}`)].some(
    (name) => number(name) > 0,
  );
  return {
    rows: number('rows'),
    bad: faulty ? await countBad(connection, from, { broken: [...others, ...outside], values }) : 0,
    outOfRange: number('out_of_range'),
    first: time('first'),
    last: time('last'),
  };
}

async function countBad(
  connection: DuckDBConnection,
  from: string,
  { broken, values }: { broken: readonly string[]; values: Record<string, DuckDBValue> },
): Promise<number> {
  const { bad } = await queryColumns(
    connection,
    `SELECT count_if(${broken.join(' OR ')}) AS bad FROM ${from}`,
    values,
  );
  return Number(bad?.[0] ?? 0);
}

/** NaN counts as larger than any number, so this finds it as well. */
const outsideSql = ({ as, range: [min, max] }: NumberColumn): string[] => [
  `${quoteName(as)} < ${min}`,
  `${quoteName(as)} > ${max}`,
];
