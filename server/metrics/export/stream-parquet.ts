import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ExportTable } from './open-export.ts';

/** The table as a Parquet file: written whole, then streamed; it is gone when the stream ends. */
export async function streamParquet(table: ExportTable): Promise<ReadableStream<Uint8Array>> {
  const target = join(table.folder, 'export.parquet');
  try {
    const who = table.kind === 'host' ? '$machine AS machine_id' : '$machine AS machine_id, entity';
    await table.connection.run(
      `COPY (SELECT to_timestamp(time / 1000.0) AS timestamp, ${who}, * EXCLUDE (time, entity) FROM (${table.sql}))
         TO $target (FORMAT parquet, COMPRESSION zstd)`,
      { machine: table.machineId, target },
    );
  } catch (error) {
    await table.close();
    throw error;
  }
  const file = createReadStream(target);
  file.once('close', () => void table.close());
  return Readable.toWeb(file) as ReadableStream<Uint8Array>;
}
