// npm run store:verify: recounts the metric store and says what is wrong with it.
import { Command } from 'commander';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { runCommand } from './run-command.ts';
import { verifyTenantStores } from './verify-tenant-stores.ts';

const { tenant: slug, json } = new Command('npm run store:verify --')
  .description(
    'Recounts all samples, segments and rollups. Changes nothing; status 1 when something is wrong.',
  )
  .option('--tenant <slug>', 'one tenant only')
  .option('--json', 'the result as JSON')
  .parse()
  .opts<{ tenant?: string; json?: true }>();

await runCommand(async () => {
  const tenants = await controlDb().tenant.findMany({
    where: { status: { in: ['active', 'suspended'] }, ...(slug !== undefined && { slug }) },
    select: { id: true, slug: true },
    orderBy: { slug: 'asc' },
  });
  if (slug !== undefined && tenants.length === 0)
    throw new AppError('UNKNOWN_TENANT', `There is no tenant "${slug}". See npm run tenant -- list.`);
  await verifyTenantStores(tenants, { json: json ?? false });
});
