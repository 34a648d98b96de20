import { type DuckDBConnection, DuckDBDoubleVector } from '@duckdb/node-api';

/**
 * Columns of a statement that gives DOUBLE without nulls, whole, as they come: a chunk at a time, so that neither
 * DuckDB holds the answer nor the event loop waits for it.
 * @param rows how many rows the statement gives, at most
 */
export async function loadNumbers(
  connection: DuckDBConnection,
  sql: string,
  rows: number,
): Promise<Float64Array[]> {
  const result = await connection.stream(sql);
  const columns = Array.from({ length: result.columnCount }, () => new Float64Array(rows));
  let at = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    columns.forEach((column, index) => {
      const vector = chunk.getColumnVector(index);
      if (!(vector instanceof DuckDBDoubleVector)) throw new Error(`Column ${index} is not DOUBLE.`);
      // Private in its type; value by value it takes ten times as long.
      // biome-ignore lint/complexity/useLiteralKeys: the only way TypeScript lets a private field be read
      column.set(vector['items'], at);
    });
    at += chunk.rowCount;
  }
  return columns.map((column) => column.subarray(0, at));
}
