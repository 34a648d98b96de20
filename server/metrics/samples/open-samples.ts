import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { connectDuckdb } from '#server/metrics/duckdb/connect-duckdb.ts';
import { discardDamaged } from '#server/metrics/segments/discard-damaged.ts';
import type { SampleRequest, SegmentFile } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { openSamplesIn } from './open-samples-in.ts';
import type { OpenSamples } from './opened-samples.ts';

/**
 * The one way to read samples: segments and unsealed batches as of one moment in PostgreSQL, as DuckDB views with one
 * row per entity and time, the newest delivery winning. What is sealed meanwhile is neither missed nor seen twice.
 * @throws AppError NOT_FOUND for a machine that is not this tenant's, INVALID_INPUT for an empty range
 */
export async function openSamples(ctx: TenantContext, request: SampleRequest): Promise<OpenSamples> {
  if (!(request.start < request.end))
    throw new AppError('INVALID_INPUT', 'The end of the range must be later than its start.', {
      start: request.start,
      end: request.end,
    });
  const files: SegmentFile[] = [];
  try {
    return await attempt(ctx, request, files);
  } catch (error) {
    if (!(await discardDamaged(files))) throw error;
    return attempt(ctx, request, []);
  }
}

/** `files` is filled as soon as they are known, so that a failed attempt can look for its cause there. */
async function attempt(
  ctx: TenantContext,
  request: SampleRequest,
  files: SegmentFile[],
): Promise<OpenSamples> {
  const { pool } = await tenantDb(ctx.tenant);
  const connection = await connectDuckdb();
  try {
    return await transaction(
      pool,
      (client) => openSamplesIn(client, connection, { ctx, request, files }),
      'REPEATABLE READ READ ONLY',
    );
  } catch (error) {
    connection.closeSync();
    throw error;
  }
}
