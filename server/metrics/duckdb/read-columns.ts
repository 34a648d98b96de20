import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';

/** An answer by column. Every list is as long as `rows`; among numbers, NaN stands for null. */
export interface Columns {
  rows: number;
  numbers: (name: string) => Float64Array;
  text: (name: string) => readonly string[];
}

/** Values that one answer may hold: 32 MB of numbers. */
const MOST_VALUES = 4_000_000;

/**
 * Runs one statement whose columns are DOUBLE or VARCHAR and gives the answer as typed arrays.
 * @throws AppError INVALID_INPUT when the answer is too large to hold
 */
export async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, DuckDBValue> = {},
): Promise<Columns> {
  const result = await connection.run(sql, values);
  const { rowCount: rows, columnCount, chunkCount } = result;
  if (rows * columnCount > MOST_VALUES)
    throw new AppError(
      'INVALID_INPUT',
      `The answer would have ${rows * columnCount} values, more than ${MOST_VALUES}. Ask for fewer metrics, entities or points.`,
      { values: rows * columnCount, limit: MOST_VALUES },
    );
  const chunks = Array.from({ length: chunkCount }, (_, index) => result.getChunk(index));
  const columns = new Map(
    result.columnNames().map((name, index) => {
      const isNumber = result.columnType(index).toString() === 'DOUBLE';
      const column = isNumber ? new Float64Array(rows) : new Array<string>(rows);
      let at = 0;
      for (const chunk of chunks) {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < vector.itemCount; row += 1, at += 1) {
          const value = vector.getItem(row);
          column[at] = isNumber ? ((value as number | null) ?? Number.NaN) : String(value ?? '');
        }
      }
      return [name, column];
    }),
  );
  const find = (name: string) => {
    const column = columns.get(name);
    if (!column) throw new Error(`The answer has no column "${name}".`);
    return column;
  };
  return {
    rows,
    numbers: (name) => find(name) as Float64Array,
    text: (name) => find(name) as string[],
  };
}
