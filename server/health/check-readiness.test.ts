import { expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { showLife } from '#server/jobs/show-life.ts';
import { checkReadiness } from './check-readiness.ts';

test('ready with a worker, degraded without, unready on an older database', async () => {
  expect(await checkReadiness()).toMatchObject({
    status: 'degraded',
    checks: { database: { ok: true }, migrations: { ok: true }, worker: { ok: false }, disk: { ok: true } },
  });
  const stop = await showLife();
  expect((await checkReadiness()).status).toBe('ready');
  await controlPool().query("UPDATE worker SET seen_at = now() - interval '2 minutes'");
  const silent = await checkReadiness();
  expect(silent).toMatchObject({
    status: 'degraded',
    checks: { worker: { ok: false, what: 'seen 120 s ago' } },
  });
  await stop();
  const { rows } = await controlPool().query(
    "DELETE FROM schema_migration WHERE name LIKE '%_worker.sql' RETURNING name, sha256",
  );
  const older = await checkReadiness();
  expect(older.status).toBe('unready');
  expect(older.checks.migrations.what).toBe(`${rows[0]?.name} not applied: run npm run migrate`);
  await controlPool().query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [
    rows[0]?.name,
    rows[0]?.sha256,
  ]);
});
