import type { Pool, PoolClient } from 'pg';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Heard by live pages; the payload is `<tenantId>:<reportId>`. */
const CHANNEL = 'perfanalysis_reports';

/** Tells those who wait that something about a report has changed. */
export async function tellReport(
  client: Pool | PoolClient,
  ctx: TenantContext,
  reportId: string,
): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [CHANNEL, `${ctx.tenant.id}:${reportId}`]);
}
