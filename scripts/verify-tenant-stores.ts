import { contextFromJob } from '#server/jobs/context-from-job.ts';
import { verifyStore } from '#server/metrics/verify/verify-store.ts';

/**
 * Recounts the metric stores of tenants and prints what was found: a line per tenant and per finding, or all as JSON;
 * progress goes to stderr. What is wrong makes the process end with status 1.
 */
export async function verifyTenantStores(
  tenants: readonly { id: string; slug: string }[],
  { json = false }: { json?: boolean } = {},
): Promise<void> {
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
