import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { connectDuckdb } from '#server/metrics/duckdb/connect-duckdb.ts';
import { discardDamaged } from '#server/metrics/segments/discard-damaged.ts';
import type { SampleRequest, SegmentFile } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { Cover } from './judge-order.ts';
import { openSamplesIn } from './open-samples-in.ts';

/** A segment or batch that reaches into the range: the time it covers and all its rows, also those outside. */
export interface Source extends Cover {
  rows: number;
}

/** Opened samples: `samplesView(kind)` can be queried on `connection` until it is closed (`closeSync`). */
export interface OpenSamples {
  connection: DuckDBConnection;
  machine: { id: string; machineId: string; intervalSeconds: number | null };
  /** The segment files the views read. */
  files: readonly SegmentFile[];
  /** What the views stand on, in the order in which they read it: segments by time, then batches by delivery. */
  sources: ReadonlyMap<Kind, readonly Source[]>;
  /** Of the metrics asked for, those that a source may have; the others are null throughout. */
  known: ReadonlyMap<Kind, ReadonlySet<string>>;
  /** Kinds whose view yields its rows in time order as it stands. */
  ascending: ReadonlySet<Kind>;
}

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
