import { expect, test } from 'vitest';
import { registerMachine } from '#server/machines/register-machine.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { everyMs } from '#server/metrics/testing/make-snapshots.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { handIn } from './testing/hand-in.ts';
import { makeCsv } from './testing/make-csv.ts';

const DAY = 24 * 3600 * 1000;
const midnight = Math.floor(Date.now() / DAY) * DAY - 8 * DAY;

const inMemory = () =>
  withDuckdb(async (connection) => ({
    databases: (await queryColumns(connection, 'SELECT database_name FROM duckdb_databases()')).database_name,
    tables: (await queryColumns(connection, 'SELECT table_name FROM duckdb_tables()')).table_name ?? [],
  }));

test('no upload leaves a table behind: neither stored, nor refused, nor broken off', async () => {
  const ctx = await freshTenant();
  await registerMachine(ctx, { machine_id: 'm' });
  const before = await inMemory();
  const week = makeCsv(everyMs(midnight, 70, DAY / 10), { machine: 'm' });
  const brokenOff = handIn(ctx, week, {
    report: (status, progress) => {
      if (status === 'storing' && progress > 0.7) throw new Error('given up');
    },
  });
  await expect(brokenOff).rejects.toThrow('given up');
  expect(await inMemory()).toEqual(before);
  expect(await handIn(ctx, week)).toMatchObject({ records_processed: 70 });
  expect(await inMemory()).toEqual(before);
  const unknown = makeCsv(everyMs(midnight, 70, DAY / 10), { machine: 'nobody' });
  await expect(handIn(ctx, unknown)).rejects.toMatchObject({ code: 'MACHINE_NOT_REGISTERED' });
  await expect(handIn(ctx, week.replace('8000', 'many'))).rejects.toMatchObject({ code: 'INVALID_ROWS' });
  expect(await inMemory()).toEqual(before);
  expect(before.tables).toEqual([]);
});
