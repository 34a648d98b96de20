import type { DuckDBConnection } from '@duckdb/node-api';
import { completeTable, type LoadedTable } from './complete-table.ts';
import type { AcceptedTimes, CsvTable } from './csv-table.ts';
import { cellName, rowsSql } from './rows-sql.ts';

/**
 * Read at a time. Each thread takes a quarter of it: more rows than one of DuckDB's row groups has, as smaller pieces are
 * copied together once more to keep the order of the file.
 */
const BUFFER_BYTES = 64_000_000;

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
  const { sql, values } = rowsSql(table, { source: csvSql(table, epoch), epoch });
  await connection.run(`CREATE OR REPLACE TABLE ${into} AS ${sql}`, { ...values, path: table.path });
  return completeTable(connection, into, table, accepted);
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
