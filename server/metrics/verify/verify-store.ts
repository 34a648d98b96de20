import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PoolClient } from 'pg';
import { metricsOf } from '#agent/contract/metrics.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { summarizeFile } from '#server/metrics/rollups/summarize-file.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkBytes } from './check-bytes.ts';
import { checkOrphans } from './check-orphans.ts';
import { checkRollups } from './check-rollups.ts';
import { checkSpans } from './check-spans.ts';
import type { Finding, Recount } from './finding.ts';
import type { StoredSegment } from './stored-segment.ts';

interface Machine {
  id: string;
  machine_id: string;
}

/**
 * Recounts all that a tenant has: segments against their rows, against each other and against the rollups, and what is
 * left over. Each machine is seen as of one moment, so it may run while the store is in use; it changes nothing.
 * @param report told the machine's name and what part of all is behind it, 0 to 1
 */
export async function verifyStore(
  ctx: TenantContext,
  now: Date,
  report: (machine: string, share: number) => void = () => {},
): Promise<{ findings: Finding[]; recount: Recount }> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows: machines } = await pool.query<Machine>(
    'SELECT id, machine_id FROM machine ORDER BY machine_id',
  );
  const findings: Finding[] = [];
  const recount: Recount = { machines: machines.length, segments: 0, samples: 0, rollups: 0, batches: 0 };
  const look = (work: (client: PoolClient) => Promise<Finding[]>) =>
    transaction(pool, work, 'REPEATABLE READ READ ONLY').then((found) => findings.push(...found));
  for (const [index, machine] of machines.entries()) {
    report(machine.machine_id, index / machines.length);
    await look((client) => verifyMachine(client, machine, recount));
  }
  await look((client) => checkOrphans(client, now));
  return { findings, recount };
}

async function verifyMachine(client: PoolClient, machine: Machine, recount: Recount): Promise<Finding[]> {
  const { rows: segments } = await client.query<StoredSegment>(
    `SELECT id, kind, starts_at AS "startsAt", ends_at AS "endsAt", first_time AS "firstTime",
            last_time AS "lastTime", row_count AS "rowCount", sha256, rolled_up AS "rolledUp"
       FROM segment WHERE machine_id = $1 ORDER BY kind, starts_at, id`,
    [machine.id],
  );
  const batches = await client.query<{ count: string }>(
    'SELECT count(*) FROM sample_batch WHERE machine_id = $1',
    [machine.id],
  );
  recount.batches += Number(batches.rows[0]?.count);
  const place = ({ kind, id }: StoredSegment) => `${kind} segment ${id} of ${machine.machine_id}`;
  const findings = [...new Set(segments.map(({ kind }) => kind))].flatMap((kind) =>
    checkSpans(
      segments.filter((segment) => segment.kind === kind),
      place,
    ),
  );
  for (const segment of segments) {
    const problems = await verifySegment(client, machine.id, segment, recount);
    findings.push(...problems.map((problem) => ({ place: place(segment), problem })));
  }
  return findings;
}

async function verifySegment(
  client: PoolClient,
  machineId: string,
  segment: StoredSegment,
  recount: Recount,
): Promise<string[]> {
  const { rows } = await client.query<{ data: Buffer }>('SELECT data FROM segment WHERE id = $1', [
    segment.id,
  ]);
  const verify = async (connection: DuckDBConnection, path: string) => {
    const problems = await checkBytes(connection, path, segment);
    // Of a damaged one nothing else can be said.
    if (problems.length > 0 || !segment.rolledUp) return problems;
    const metrics = metricsOf(segment.kind).map(({ id }) => id);
    const hours = await summarizeFile(connection, path, metrics);
    const compared = await checkRollups(client, machineId, { segment, metrics, hours });
    recount.rollups += compared.rollups;
    return compared.problems;
  };
  recount.segments += 1;
  recount.samples += segment.rowCount;
  return withScratch(async (folder) => {
    const path = join(folder, 'segment.parquet');
    await writeFile(path, rows[0]?.data ?? Buffer.alloc(0));
    return withDuckdb((connection) => verify(connection, path));
  });
}
