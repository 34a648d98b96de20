import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

const ROW_GROUP_ROWS = 122_880;
/** Of zstd. 19 took four times as long as 15 for half a percent. */
const FAST = 3;
const SMALL = 15;
/**
 * Largest number of different values, as a share of the rows, up to which a column is written as a dictionary. Which
 * is best lies in the data, and DuckDB takes one for all columns: CPU shares of a day at 15 s became 40 % smaller with
 * 0.4, host rates 12 % with 0.7; with many interfaces the column of times wants the default, 0.2.
 */
const DICTIONARY_SHARES = [0.2, 0.4, 0.7];

/**
 * Writes the rows of `sql` as a segment's file (Parquet, zstd); `smallest`: in several ways, of which the smallest stays.
 * No Bloom filters: a segment is read by time.
 * @returns its path in the folder
 */
export async function writeSegmentFile(
  connection: DuckDBConnection,
  { sql, folder, rows, smallest }: { sql: string; folder: string; rows: number; smallest: boolean },
): Promise<string> {
  const write = async (share: number) => {
    const target = join(folder, `${randomUUID()}.parquet`);
    const limit = Math.max(1, Math.ceil(share * Math.min(rows, ROW_GROUP_ROWS)));
    await connection.run(
      `COPY (${sql}) TO $target (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd,
         COMPRESSION_LEVEL ${smallest ? SMALL : FAST}, ROW_GROUP_SIZE ${ROW_GROUP_ROWS},
         DICTIONARY_SIZE_LIMIT ${limit}, WRITE_BLOOM_FILTER false)`,
      { target },
    );
    return { target, size: (await stat(target)).size };
  };
  const [first = 0.2, ...others] = DICTIONARY_SHARES;
  let best = await write(first);
  if (!smallest) return best.target;
  for (const share of others) {
    const next = await write(share);
    if (next.size < best.size) best = next;
  }
  return best.target;
}
