import { randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { makerOf } from '../maker-of.ts';
import { findSchedule } from './find-schedule.ts';
import { listSchedules } from './list-schedules.ts';
import { SCHEDULE_DEFAULTS, type ScheduleInput } from './schedule-input.ts';
import type { ScheduleView } from './schedule-view.ts';
import { checkSchedule, writeSchedule } from './write-schedule.ts';

const MOST_SCHEDULES = 100;

/** A new schedule: what is not said has a default. */
export type NewSchedule = Pick<ScheduleInput, 'name' | 'plan' | 'machines'> & Partial<ScheduleInput>;

/**
 * Has reports made again and again.
 * @throws AppError FORBIDDEN, NOT_FOUND (machine), INVALID_INPUT, INVALID_IMAGE, REPORT_TOO_LARGE, CONFLICT beyond 100
 */
export async function createSchedule(
  ctx: TenantContext,
  input: NewSchedule,
  now = new Date(),
): Promise<ScheduleView> {
  requireScope(ctx, 'write');
  if ((await listSchedules(ctx)).length >= MOST_SCHEDULES)
    throw new AppError('CONFLICT', `There are ${MOST_SCHEDULES} schedules already. Delete one first.`);
  const values = await checkSchedule(ctx, { ...SCHEDULE_DEFAULTS, ...input }, now);
  const id = randomUUID();
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, (client) => writeSchedule(client, { id, madeBy: makerOf(ctx), values }));
  await recordAudit(ctx, { verb: 'schedule.create', target: input.name });
  return findSchedule(ctx, id);
}
