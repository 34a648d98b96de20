import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import type { BenchFile } from './bench-file.ts';
import type { Portal } from './open-portal.ts';

/**
 * COPY of a CSV file into a new table of the same PostgreSQL: key (machine, time), the metrics double precision, the
 * time as the Unix seconds of the file. The server reads the file itself: no HTTP, no client, nothing checked.
 * @param measure runs what is measured: the COPY alone
 */
export async function copyRows(
  portal: Portal,
  { path, columns }: Pick<BenchFile, 'path' | 'columns'>,
  measure: (copy: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  // Where PostgreSQL's account may read.
  const copy = join(portal.folder, 'copy.csv');
  copyFileSync(path, copy);
  const client = new Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    const metrics = columns.map((id) => `${escapeIdentifier(id)} double precision`).join(', ');
    await client.query('CREATE SCHEMA bench');
    await client.query(
      `CREATE TABLE bench.sample (time double precision, machine text, ${metrics}, PRIMARY KEY (machine, time))`,
    );
    const sql = `COPY bench.sample FROM ${client.escapeLiteral(copy)} WITH (FORMAT csv, HEADER true)`;
    await measure(() => client.query(sql));
    await client.query('DROP SCHEMA bench CASCADE');
    // What it leaves to be written should not burden who comes next.
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
    rmSync(copy, { force: true });
  }
}
