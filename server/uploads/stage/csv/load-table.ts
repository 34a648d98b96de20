import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { AcceptedTimes, CsvTable, NumberColumn } from './csv-table.ts';
import { epochSql, timeSql } from './parse-time.ts';
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

/**
 * Read at a time. Each thread takes a quarter of it: more rows than one of DuckDB's row groups has, as smaller pieces are
 * copied together once more to keep the order of the file.
 */
const BUFFER_BYTES = 64_000_000;

/** What the columns of a file are called while it is read, whatever its header says. */
export const cellName = (index: number): string => `c${index}`;

/** DuckDB's own word for text that it could not read as the columns ask. */
export const isCsvError = (error: unknown): error is Error =>
  error instanceof Error && /^(Conversion|Invalid Input) Error/.test(error.message);

/**
 * Reads the file into the table `into` (time, machine, entity, line, the numbers and what is derived from them)
 * and looks for faults, all in DuckDB. Rows keep the order of the file; `line` is right for files without empty lines
 * and line breaks in cells, and rises in all.
 * @throws DuckDB's error (isCsvError) at the first row that is ragged or has text in a number column
 */
export async function loadTable(
  connection: DuckDBConnection,
  into: string,
  table: CsvTable,
  { accepted, epoch }: { accepted: AcceptedTimes; epoch: boolean },
): Promise<LoadedTable> {
  const time = cellName(table.time.index);
  const values: Record<string, DuckDBValue> = { path: table.parquet ?? table.path };
  const text = (name: 'machine' | 'entity'): string[] => {
    const column = table[name];
    if (typeof column === 'string') return [];
    const { index, other } = column;
    values[name] = column.fallback;
    const instead = other ? `nullif(left(trim(${cellName(other.index)}), ${other.length}), ''), ` : '';
    const own = unescapedSql(`trim(${cellName(index)})`);
    return [`coalesce(nullif(${own}, ''), ${instead}$${name}::VARCHAR) AS ${name}`];
  };
  const selected = [
    `${epoch ? epochSql(time) : timeSql(time)} AS time`,
    ...text('machine'),
    ...text('entity'),
    ...(table.line === undefined ? [] : [`${cellName(table.line)}::BIGINT AS line`]),
    ...table.numbers.map(({ index, scale, as }) => {
      return `${cellName(index)}${scale === 1 ? '' : ` * ${scale}`} AS ${quoteName(as)}`;
    }),
    ...[...(table.derived ?? [])].map(([as, sql]) => `${sql} AS ${quoteName(as)}`),
  ];
  await connection.run(
    `CREATE OR REPLACE TABLE ${into} AS SELECT ${selected.join(', ')}
       FROM ${table.parquet === undefined ? csvSql(table, epoch) : 'read_parquet($path)'}`,
    values,
  );
  await addConstants(connection, into, table);
  return check(connection, into, table, accepted);
}

function csvSql(table: CsvTable, epoch: boolean): string {
  const types = Array.from({ length: table.width }, () => 'VARCHAR');
  for (const { index } of table.numbers) types[index] = 'DOUBLE';
  if (epoch) types[table.time.index] = 'DOUBLE';
  if (table.line !== undefined) types[table.line] = 'BIGINT';
  const columns = types.map((type, index) => `'${cellName(index)}': '${type}'`).join(', ');
  return `read_csv($path, auto_detect = false, columns = {${columns}}, header = false, skip = ${table.skip},
                   delim = '${table.separator}', quote = '"', escape = '"', buffer_size = ${BUFFER_BYTES})`;
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

/** Exports put an apostrophe before text that a spreadsheet would take for a formula. */
const unescapedSql = (text: string): string =>
  `CASE WHEN starts_with(${text}, '''') THEN regexp_replace(${text}, '^''([=+@-])', '\\1') ELSE ${text} END`;

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
