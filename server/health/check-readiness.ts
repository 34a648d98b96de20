import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { controlPool } from '#server/db/control.ts';
import { readMigrations } from '#server/db/migrate.ts';
import { env } from '#server/env.ts';
import { processWide } from '#server/process-wide.ts';

/** One thing that must be right. `what` says how it is, in words. */
export interface Check {
  ok: boolean;
  what: string;
}

/**
 * Whether this process should get requests. `degraded`: it should, but jobs are not done, or some tenants lack a
 * migration. `unready`: others would do better.
 */
export interface Readiness {
  status: 'ready' | 'degraded' | 'unready';
  checks: Record<'database' | 'migrations' | 'tenants' | 'worker' | 'disk', Check>;
}

const PATIENCE_MS = 3000;
const SPACE_MB = 200;
/** A worker shows its life every ten seconds. */
const SILENCE_SECONDS = 60;

/** Whether this process has seen all tenants migrated: before, its place is taken by those of the version before. */
const ownStart = () => processWide('readiness', () => ({ complete: false }));

/** Looks at the database, its migrations, the worker and the disk; answers within a few seconds whatever they do. */
export async function checkReadiness(start = ownStart()): Promise<Readiness> {
  const [database, migrations, tenants, worker, disk] = await Promise.all([
    within(checkDatabase),
    within(checkMigrations),
    within(checkTenants),
    within(checkWorker),
    within(checkDisk),
  ]);
  start.complete ||= tenants.ok;
  const serves = database.ok && migrations.ok && start.complete && disk.ok;
  return {
    status: serves ? (worker.ok && tenants.ok ? 'ready' : 'degraded') : 'unready',
    checks: { database, migrations, tenants, worker, disk },
  };
}

/** What `check` finds; a fault, or too long a wait, is a finding too. Its words stay inside: they may name hosts. */
async function within(check: () => Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, what: `no answer in ${PATIENCE_MS / 1000} s` }),
      PATIENCE_MS,
    );
  });
  const found = check().catch(() => ({ ok: false, what: 'cannot be reached' }));
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

async function checkDatabase(): Promise<Check> {
  await controlPool().query('SELECT 1');
  return { ok: true, what: 'answers' };
}

async function checkMigrations(): Promise<Check> {
  const wanted = (await readMigrations('control')).map(({ name }) => name);
  const { rows } = await controlPool().query<{ name: string }>('SELECT name FROM schema_migration');
  const applied = new Set(rows.map(({ name }) => name));
  const missing = wanted.filter((name) => !applied.has(name));
  return missing.length === 0
    ? { ok: true, what: 'up to date' }
    : { ok: false, what: `${missing.join(', ')} not applied: run npm run migrate` };
}

/**
 * Tenants that lack a file: they are being migrated, or a program before this one made them while it was replaced. Of
 * these the worker takes care; the others are served meanwhile.
 */
async function checkTenants(): Promise<Check> {
  const newest = (await readMigrations('tenant')).at(-1)?.name ?? '';
  const { rows } = await controlPool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM tenant
      WHERE status IN ('active', 'suspended') AND coalesce(migration, '') < $1`,
    [newest],
  );
  const behind = rows[0]?.count ?? 0;
  return behind === 0
    ? { ok: true, what: 'up to date' }
    : { ok: false, what: `${behind} without ${newest}: run npm run migrate` };
}

async function checkWorker(): Promise<Check> {
  const { rows } = await controlPool().query<{ seconds: number | null }>(
    'SELECT extract(epoch FROM now() - max(seen_at))::float8 AS seconds FROM worker',
  );
  const seconds = rows[0]?.seconds ?? null;
  if (seconds === null)
    return { ok: false, what: 'none: start one, or nothing is sealed and no report made' };
  const what = `seen ${Math.round(seconds)} s ago`;
  return { ok: seconds <= SILENCE_SECONDS, what };
}

async function checkDisk(): Promise<Check> {
  const places = await Promise.all([env().DATA_DIR, tmpdir()].map((path) => statfs(path)));
  const free = Math.min(...places.map(({ bavail, bsize }) => (bavail * bsize) / 2 ** 20));
  return { ok: free >= SPACE_MB, what: `${Math.floor(free)} MB free` };
}
