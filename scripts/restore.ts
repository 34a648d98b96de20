// npm run restore: a backup into an empty database, or one tenant of it beside others; recounted afterwards.
import { Command } from 'commander';
import { openBackup } from '#server/backup/open-backup.ts';
import { restorePortal } from '#server/backup/restore-portal.ts';
import { restoreTenant } from '#server/backup/restore-tenant.ts';
import { secretMark } from '#server/backup/secret-mark.ts';
import { AppError } from '#server/errors.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { runCommand } from './run-command.ts';
import { verifyTenantStores } from './verify-tenant-stores.ts';

const program = new Command('npm run restore --')
  .description('Restores a backup, and recounts what was restored. Stop the portal and its worker before.')
  .argument('<file>', 'made by npm run backup')
  .option('--tenant <slug>', 'one tenant, beside those that are there')
  .option('--new-secret', 'APP_SECRET is another one: keys, links and second factors will be void')
  .parse();
const { tenant, newSecret } = program.opts<{ tenant?: string; newSecret?: true }>();

await runCommand(async () => {
  const backup = await openBackup(program.args[0] ?? '');
  try {
    if (backup.manifest.secretMark !== secretMark() && !newSecret)
      throw new AppError(
        'CONFLICT',
        'The backup was made with another APP_SECRET: keys, links and second factors in it would be void. Set that one (or copy its DATA_DIR/secret), or say --new-secret.',
      );
    if (tenant === undefined) await restorePortal(backup, (slug) => console.error(`${slug} …`));
    else await restoreTenant(backup, tenant);
    await installQueues();
    const restored = backup.manifest.tenants.filter(({ slug }) => tenant === undefined || slug === tenant);
    console.log(
      `Restored as of ${backup.manifest.madeAt}: ${restored.map(({ slug }) => slug).join(', ') || 'no tenant'}`,
    );
    await verifyTenantStores(restored);
  } finally {
    backup.close();
  }
});
