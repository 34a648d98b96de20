import { beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { decodeNumbers } from './decode-numbers.ts';

let send: (sql: string) => Promise<number[]>;
beforeAll(async () => {
  const { pool } = await tenantDb((await freshTenant()).tenant);
  send = async (sql) => {
    const { rows } = await pool.query<{ bytes: Buffer }>(`SELECT array_send(${sql}) AS bytes`);
    return [...decodeNumbers(rows[0]?.bytes ?? Buffer.alloc(0))];
  };
});

test('numbers of PostgreSQL come over to the bit, null as NaN', async () => {
  expect(await send(`'{1,NULL,-3,2147483647}'::integer[]`)).toEqual([1, Number.NaN, -3, 2147483647]);
  const doubles = [0.1, -0, 5e-324, 1.7976931348623157e308, 9007199254740991];
  expect(
    await send(`'{${doubles.map((value) => (Object.is(value, -0) ? '-0' : value))}}'::float8[]`),
  ).toEqual(doubles);
  expect(await send(`'{{1,2},{NULL,4},{5,6}}'::float8[]`)).toEqual([1, 2, Number.NaN, 4, 5, 6]);
  expect(await send(`'{}'::float8[]`)).toEqual([]);
  await expect(send(`'{a}'::text[]`)).rejects.toThrow('not one of numbers');
});
