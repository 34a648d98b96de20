// npm run store:verify: recounts the metric store and says what is wrong with it.
import { Command } from 'commander';
import { closeControl } from '#server/db/close-control.ts';
import { controlDb } from '#server/db/control.ts';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { contextFromJob } from '#server/jobs/context-from-job.ts';
import { verifyStore } from '#server/metrics/verify/verify-store.ts';
import { withDatabase } from './with-database.ts';

const { tenant: slug, json } = new Command('npm run store:verify --')
  .description(
    'Recounts all samples, segments and rollups. Changes nothing; status 1 when something is wrong.',
  )
  .option('--tenant <slug>', 'one tenant only')
  .option('--json', 'the result as JSON')
  .parse()
  .opts<{ tenant?: string; json?: true }>();

await withDatabase(async () => {
  try {
    await verifyAll();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await closeAllTenantDbs();
    await closeControl();
  }
});

async function verifyAll(): Promise<void> {
  const tenants = await controlDb().tenant.findMany({
    where: { status: { in: ['active', 'suspended'] }, ...(slug !== undefined && { slug }) },
    select: { id: true, slug: true },
    orderBy: { slug: 'asc' },
  });
  if (slug !== undefined && tenants.length === 0)
    throw new AppError('UNKNOWN_TENANT', `There is no tenant "${slug}". See npm run tenant -- list.`);
  const results = [];
  for (const tenant of tenants) {
    const ctx = await contextFromJob({ id: 'store-verify', tenantId: tenant.id });
    const result = await verifyStore(ctx, new Date(), (machine, share) =>
      console.error(`${tenant.slug}: ${String(Math.floor(share * 100)).padStart(3)} %  ${machine}`),
    );
    results.push({ tenant: tenant.slug, ...result });
    if (result.findings.length > 0) process.exitCode = 1;
    if (json) continue;
    for (const { place, problem } of result.findings) console.log(`${tenant.slug}: ${place}: ${problem}`);
    const { machines, segments, samples, rollups, batches } = result.recount;
    console.log(
      `${tenant.slug}: ${machines} machines, ${segments} segments with ${samples} samples, ${rollups} rollups, ${batches} batches: ${result.findings.length === 0 ? 'all is well' : `${result.findings.length} findings`}`,
    );
  }
  if (json) console.log(JSON.stringify(results, null, 2));
}
