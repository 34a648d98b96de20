import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../agent/figure.ts';
import { timed } from '../store/timed.ts';
import type { ScaleRun } from './scale-run.ts';

/** What an operator waits for: backups, migrations, the start of a process. */
export async function upkeep({ portal, tenants, database }: ScaleRun): Promise<Findings> {
  const { writeBackup } = await import('../../server/backup/write-backup.ts');
  const { migrateSchema, migrateTenants, readMigrations } = await import('../../server/db/migrate.ts');
  const { controlPool } = await import('../../server/db/control.ts');
  const { transaction } = await import('../../server/db/transaction.ts');
  const { verifyTenants } = await import('../../server/tenancy/verify-tenants.ts');
  const file = join(portal.folder, 'bench', 'backup.zip');
  const whole = await timed(() => writeBackup(file, {}));
  const bytes = statSync(file).size;
  const [first] = tenants;
  const single = await timed(() => writeBackup(file, { only: first?.ctx.tenant.slug ?? '' }));
  const upToDate = await timed(() => migrateTenants());
  const known = await readMigrations('tenant');
  const next = {
    name: '9999_bench.sql',
    sql: 'ALTER TABLE machine ADD COLUMN bench text; CREATE INDEX machine_bench_idx ON machine (bench);',
    sha256: 'bench',
  };
  const migrated = await timed(async () => {
    for (const { ctx } of tenants)
      await transaction(controlPool(), (client) =>
        migrateSchema(client, ctx.tenant.schemaName, [...known, next]),
      );
  });
  const verified = await timed(() => verifyTenants());
  return {
    figures: [
      {
        what: 'backup of all tenants',
        value: whole,
        unit: 's',
        note: `${(bytes / 1e6).toFixed(1)} MB of ${((await database.bytes()) / 1e6).toFixed(0)} MB of database`,
      },
      { what: 'backup of one tenant', value: single, unit: 's' },
      { what: 'looking whether all tenants are up to date', value: upToDate, unit: 's' },
      { what: 'one migration (a column, an index) of all tenants', value: migrated, unit: 's' },
      { what: 'looking at start whether all tenants are confined', value: verified, unit: 's' },
    ],
    missing: [],
  };
}
