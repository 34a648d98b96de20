import type { JS } from '@duckdb/node-api';
import { JSDuckDBValueConverter } from '@duckdb/node-api';
import type { ExportTable } from './open-export.ts';

/** Turns rows into text: the head of the file, then each row of columns [time, entity, …metrics]. */
export interface RowEncoder {
  head: string;
  row: (time: number, entity: string, values: (number | null)[]) => string;
}

/** The table as text, a chunk of rows each time the reader asks for more; it is closed at the end or on cancel. */
export async function streamText(
  table: ExportTable,
  encoder: RowEncoder,
): Promise<ReadableStream<Uint8Array>> {
  const bytes = new TextEncoder();
  let result: Awaited<ReturnType<ExportTable['connection']['stream']>>;
  try {
    result = await table.connection.stream(table.sql);
  } catch (error) {
    await table.close();
    throw error;
  }
  let started = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (!started && encoder.head !== '') controller.enqueue(bytes.encode(encoder.head));
          started = true;
          const chunk = await result.fetchChunk();
          if (chunk && chunk.rowCount > 0) {
            controller.enqueue(
              bytes.encode(encodeRows(chunk.convertColumns(JSDuckDBValueConverter), encoder)),
            );
            return;
          }
          await table.close();
          controller.close();
        } catch (error) {
          await table.close();
          controller.error(error);
        }
      },
      cancel: () => table.close(),
    },
    { highWaterMark: 1 },
  );
}

function encodeRows(columns: (JS | null)[][], encoder: RowEncoder): string {
  const [times = [], entities = [], ...metrics] = columns;
  let text = '';
  times.forEach((time, row) => {
    const values = metrics.map((column) => (column[row] ?? null) as number | null);
    text += encoder.row(Number(time), String(entities[row] ?? ''), values);
  });
  return text;
}
