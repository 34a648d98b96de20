import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolClient } from 'pg';

/** The segments as files in a scratch folder, one after the other: their bytes need not be in memory at once. */
export async function fetchFiles(
  client: PoolClient,
  folder: string,
  segments: readonly { id: string }[],
): Promise<string[]> {
  const paths: string[] = [];
  for (const { id } of segments) {
    const { rows } = await client.query<{ data: Buffer }>('SELECT data FROM segment WHERE id = $1', [id]);
    const path = join(folder, `segment-${id}.parquet`);
    await writeFile(path, rows[0]?.data ?? Buffer.alloc(0));
    paths.push(path);
  }
  return paths;
}
