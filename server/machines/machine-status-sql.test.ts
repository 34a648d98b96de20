import { expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { machineStatus } from './machine-status.ts';
import { machineStatusSql } from './machine-status-sql.ts';

const SILENCES = [null, 0, 29, 31, 179, 181, 299, 301, 1199, 1201];
const INTERVALS = [null, 1, 60];

test('SQL and JavaScript judge alike', async () => {
  for (const interval of INTERVALS)
    for (const silent of SILENCES) {
      const { rows } = await controlPool().query<{ status: string; seen: Date | null; now: Date }>(
        `SELECT ${machineStatusSql()} AS status, last_seen_at AS seen, now() AS now
           FROM (SELECT now() - $1 * interval '1 second' AS last_seen_at, $2::float8 AS interval_seconds) AS machine`,
        [silent, interval],
      );
      const [row] = rows;
      expect(row?.status, `${silent} s of silence at ${interval} s`).toBe(
        machineStatus(row?.seen ?? null, interval, row?.now.getTime()),
      );
    }
});
