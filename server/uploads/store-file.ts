import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { resolveMachines } from '#server/machines/resolve-machines.ts';
import { type Connections, withSharedTables } from '#server/metrics/duckdb/with-shared-tables.ts';
import { acceptedTimes } from '#server/metrics/trickle/accepted-times.ts';
import { countUpload } from '#server/telemetry/count-upload.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { checkUploader } from './check-uploader.ts';
import { composeResult } from './compose-result.ts';
import type { FileToStore } from './file-to-store.ts';
import { findDuplicate } from './find-duplicate.ts';
import { finishUpload } from './finish-upload.ts';
import { inTurn } from './in-turn.ts';
import { keepDuplicate } from './keep-duplicate.ts';
import { lockFile } from './lock-file.ts';
import { retargetFile } from './retarget-file.ts';
import { stageFile } from './stage/stage-file.ts';
import type { StagedFile } from './stage/types.ts';
import { lockMachines } from './store/lock-machines.ts';
import { type PlannedDay, planDays } from './store/plan-days.ts';
import { storeDays } from './store/store-days.ts';
import { translateFull } from './translate-full.ts';
import type { UploadResult } from './types.ts';
import { warnOfRetention } from './warn-of-retention.ts';

/** Where a phase begins and ends in the progress of the whole. */
const SPAN = { reading: [0, 0.5], checking: [0.5, 0.65], storing: [0.65, 1] } as const;

/**
 * Stores a received file, whole or not at all: reads and checks every row, then in one transaction its samples as day
 * segments, its events, what it says of its machines, and the upload with its result. The same file for the same
 * machines is stored once; again, it gets the numbers of the first time and `duplicate_of`. Of several samples for one
 * moment the newest upload or delivery wins; `duplicates` counts those within the file and in segments, not the few
 * that wait unsealed.
 * @throws AppError FORBIDDEN, MACHINE_NOT_REGISTERED (all unknown names in `details.machines`), MACHINE_MISMATCH, what
 *   stage-file throws, NOT_FOUND when the upload was given up meanwhile, UNAVAILABLE when the disk is full
 */
export async function storeFile(ctx: TenantContext, file: FileToStore): Promise<UploadResult> {
  checkUploader(ctx);
  return countUpload(() => storeOnce(ctx, file));
}

async function storeOnce(ctx: TenantContext, file: FileToStore): Promise<UploadResult> {
  const { pool } = await tenantDb(ctx.tenant);
  const stored = await findDuplicate(pool, file);
  if (stored) return keepDuplicate(ctx, pool, { stored, file });
  return translateFull(() =>
    withSharedTables(async (connections) => {
      const staged = await stage(ctx, connections[0], file);
      // The pool has two connections; one stays free for whoever asks meanwhile.
      return inTurn(ctx.tenant.id, () => storeStaged(ctx, pool, connections, { file, staged }));
    }),
  );
}

async function stage(
  ctx: TenantContext,
  connection: DuckDBConnection,
  file: FileToStore,
): Promise<StagedFile> {
  const { path, fileName, folder, machine, counters, report } = file;
  const { from, to } = await acceptedTimes(ctx);
  const source = { path, fileName, folder, machine, counters, accepted: { from, to } };
  const staged = await stageFile(connection, source, (phase, share) => report(phase, overall(phase, share)));
  return warnOfRetention(ctx, await retargetFile(connection, file, staged));
}

const overall = (phase: keyof typeof SPAN, share: number): number => {
  const [from, to] = SPAN[phase];
  return from + (to - from) * Math.min(1, Math.max(0, share));
};

async function storeStaged(
  ctx: TenantContext,
  pool: Pool,
  connections: Connections,
  { file, staged }: { file: FileToStore; staged: StagedFile },
): Promise<UploadResult> {
  // Asked before anything is written: most files with an unknown machine end here.
  await resolveMachines(ctx, pool, { names: staged.machines, register: false });
  const days: PlannedDay[] = [];
  for (const kind of staged.kinds) days.push(...(await planDays(connections[0], kind)));
  return transaction(pool, async (client) => {
    await lockFile(client, ctx.tenant.id, file.sha256);
    const stored = await findDuplicate(client, file);
    if (stored) return keepDuplicate(ctx, client, { stored, file });
    const machines = await resolveMachines(ctx, client, { names: staged.machines, register: true });
    await lockMachines(client, machines);
    const { repeated, replaced } = await storeDays(client, connections, {
      machines,
      days,
      folder: file.folder,
      report: (share) => file.report('storing', overall('storing', share * 0.9)),
    });
    const result = composeResult({
      tenantId: ctx.tenant.id,
      uploadId: file.uploadId ?? randomUUID(),
      staged,
      days,
      duplicates: repeated + replaced,
    });
    await finishUpload(ctx, client, { file, staged, machines, result });
    return result;
  });
}
