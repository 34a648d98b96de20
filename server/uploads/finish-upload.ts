import type { PoolClient } from 'pg';
import type { NamedMachine } from '#server/machines/resolve-machines.ts';
import { machineFacts } from '#server/metrics/trickle/machine-facts.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { FileToStore } from './file-to-store.ts';
import { keepResult } from './keep-result.ts';
import type { StagedFile } from './stage/types.ts';
import type { UploadResult } from './types.ts';

/**
 * The end of an upload, in the transaction that stored its samples: events, facts, the upload with its result, the
 * audit entry, and the wake-up calls for open pages, which PostgreSQL sends at commit. When a machine was last seen is
 * for its agent to say: a file does not touch it.
 * @throws AppError NOT_FOUND when the upload was given up meanwhile
 */
export async function finishUpload(
  ctx: TenantContext,
  client: PoolClient,
  done: { file: FileToStore; staged: StagedFile; machines: readonly NamedMachine[]; result: UploadResult },
): Promise<void> {
  const { file, staged, machines, result } = done;
  const ids = new Map(machines.map(({ id, machineId }) => [machineId, id]));
  // As a delivery does before it writes events and facts: of two who write the same ones, one waits here.
  await client.query('SELECT FROM machine WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [
    machines.map(({ id }) => id),
  ]);
  if (staged.events.length > 0)
    await client.query(
      `INSERT INTO machine_event (machine_id, at, type)
       SELECT e.machine, e.at, e.type FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS e (machine, at, type)
       ON CONFLICT (machine_id, at, type) DO NOTHING`,
      [
        staged.events.map(({ machine }) => ids.get(machine)),
        staged.events.map(({ at }) => new Date(at)),
        staged.events.map(({ type }) => type),
      ],
    );
  await keepFacts(client, machines, staged);
  await keepResult(ctx, client, { file, result, machines: machines.map(({ id }) => id) });
  await client.query(
    `WITH entry AS (
       INSERT INTO audit_entry (actor_kind, actor_id, verb, target, details)
       VALUES ($1, $2, 'upload.store', $3, $4)
     ) SELECT pg_notify('perfanalysis_samples', machine) FROM unnest($5::text[]) AS machine`,
    [
      ctx.actor.kind,
      ctx.actor.id,
      result.upload_id,
      { file: file.fileName, records: result.records_processed, machines: staged.machines },
      machines.map(({ id }) => `${ctx.tenant.id}:${id}`),
    ],
  );
}

/** Facts of a file older than the last delivery only fill in what is not known. */
async function keepFacts(
  client: PoolClient,
  machines: readonly NamedMachine[],
  { facts, dataRange }: StagedFile,
): Promise<void> {
  for (const { id, machineId } of machines) {
    const host = facts[machineId];
    if (!host) continue;
    const { hostname, os, kernel, cpuModel, cpuCount, memoryTotalMb, timeZone } = machineFacts({ host });
    const speeds = host.linkSpeeds && JSON.stringify(host.linkSpeeds);
    const columns = [
      'hostname',
      'os',
      'kernel',
      'cpu_model',
      'cpu_count',
      'memory_total_mb',
      'interval_seconds',
      'link_speeds',
    ];
    const set = columns.map(
      (column, index) =>
        `${column} = CASE WHEN newer THEN coalesce($${index + 3}, m.${column}) ELSE coalesce(m.${column}, $${index + 3}) END`,
    );
    await client.query(
      `UPDATE machine m SET ${set.join(', ')}, time_zone = coalesce(m.time_zone, $${columns.length + 3})
         FROM (SELECT coalesce(last_seen_at <= $2, true) AS newer FROM machine WHERE id = $1) AS seen WHERE m.id = $1`,
      [
        id,
        new Date(dataRange.end),
        hostname,
        os,
        kernel,
        cpuModel,
        cpuCount,
        memoryTotalMb,
        host.intervalSeconds,
        speeds,
        timeZone,
      ],
    );
  }
}
