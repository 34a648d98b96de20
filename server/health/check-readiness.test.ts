import { expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { migrateTenants } from '#server/db/migrate.ts';
import { showLife } from '#server/jobs/show-life.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { checkReadiness } from './check-readiness.ts';

test('ready with a worker, degraded without, unready on an older database', async () => {
  expect(await checkReadiness()).toMatchObject({
    status: 'degraded',
    checks: {
      database: { ok: true },
      migrations: { ok: true },
      tenants: { ok: true },
      worker: { ok: false },
      disk: { ok: true },
    },
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

test('a tenant that a program before this one made is told; migrating brings it along', async () => {
  const { tenant } = await freshTenant();
  const stop = await showLife();
  expect((await checkReadiness()).status).toBe('ready');
  await controlPool().query("UPDATE tenant SET migration = '0001_init.sql' WHERE id = $1", [tenant.id]);
  expect(await checkReadiness()).toMatchObject({
    status: 'degraded',
    checks: {
      tenants: { ok: false, what: expect.stringMatching(/^1 without \S+\.sql: run npm run migrate$/) },
    },
  });
  // A process that never saw them all leaves the place to the version before.
  expect((await checkReadiness({ complete: false })).status).toBe('unready');
  const brought: string[] = [];
  await migrateTenants(({ slug }) => brought.push(slug), { leftBehind: true });
  expect(brought).toEqual([tenant.slug]);
  expect((await checkReadiness({ complete: false })).status).toBe('ready');
  // A newer program was here.
  await controlPool().query("UPDATE tenant SET migration = '9999_later.sql' WHERE id = $1", [tenant.id]);
  await migrateTenants();
  expect((await checkReadiness()).status).toBe('ready');
  const { rows } = await controlPool().query('SELECT migration FROM tenant WHERE id = $1', [tenant.id]);
  expect(rows).toEqual([{ migration: '9999_later.sql' }]);
  await stop();
});
