import { AppError } from '#server/errors.ts';
import type { SeriesOfQuery, SeriesResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { queryAligned } from './query-aligned.ts';

const MOST_MACHINES = 20;

/**
 * The series of several machines over one range, in the same buckets, by internal id.
 * @throws AppError as querySeries; INVALID_INPUT for more than 20 machines
 */
export async function querySeriesOf(
  ctx: TenantContext,
  { machineIds, ...query }: SeriesOfQuery,
): Promise<Record<string, SeriesResult>> {
  requireScope(ctx, 'read');
  const ids = [...new Set(machineIds)];
  if (ids.length === 0 || ids.length > MOST_MACHINES)
    throw new AppError('INVALID_INPUT', `Name from 1 to ${MOST_MACHINES} machines.`, {
      machines: ids.length,
    });
  const results = await queryAligned(
    ctx,
    ids.map((machineId) => ({ ...query, machineId })),
  );
  return Object.fromEntries(results.map((result, index) => [ids[index] ?? '', result]));
}
