import { listValue } from '@duckdb/node-api';
import type { PoolClient } from 'pg';
import { connectDuckdb } from '#server/metrics/duckdb/connect-duckdb.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { openSamplesIn } from '#server/metrics/samples/open-samples-in.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { discardDamaged } from '#server/metrics/segments/discard-damaged.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import type { SegmentFile } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/**
 * Which of these times (Unix ms, ascending) the machine has samples of already. Times after the newest sample, as
 * nearly all are, cost one look into an index.
 */
export async function findStoredTimes(
  client: PoolClient,
  ctx: TenantContext,
  { machineId, times }: { machineId: string; times: readonly number[] },
): Promise<Set<number>> {
  const newest = await findNewest(client, machineId);
  const doubtful = times.filter((time) => newest !== null && time <= newest);
  const [first] = doubtful;
  if (first === undefined) return new Set();
  await lockSamples(client, machineId);
  const range = { machineId, start: new Date(first), end: new Date((doubtful.at(-1) ?? first) + 1) };
  const files: SegmentFile[] = [];
  const look = async () => {
    const connection = await connectDuckdb();
    try {
      await openSamplesIn(client, connection, { ctx, request: { ...range, columns: { host: [] } }, files });
      const { time = [] } = await queryColumns(
        connection,
        `SELECT DISTINCT time FROM ${samplesView('host')} WHERE list_contains($times, time)`,
        { times: listValue(doubtful.map(BigInt)) },
      );
      return new Set(time.map(Number));
    } finally {
      connection.closeSync();
    }
  };
  try {
    return await look();
  } catch (error) {
    if (!(await discardDamaged(files))) throw error;
    return look();
  }
}

async function findNewest(client: PoolClient, machineId: string): Promise<number | null> {
  const { rows } = await client.query<{ newest: Date | null }>({
    name: 'find-newest-sample',
    text: `SELECT greatest(
             (SELECT max(last_time) FROM sample_batch WHERE machine_id = $1),
             (SELECT last_time FROM segment WHERE machine_id = $1 AND kind = 'host' ORDER BY ends_at DESC LIMIT 1)
           ) AS newest`,
    values: [machineId],
  });
  return rows[0]?.newest?.getTime() ?? null;
}
