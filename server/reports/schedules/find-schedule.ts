import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { SCHEDULE_SELECT, type ScheduleRow, type ScheduleView, scheduleView } from './schedule-view.ts';

/** One schedule. @throws AppError FORBIDDEN, NOT_FOUND */
export async function findSchedule(ctx: TenantContext, id: string): Promise<ScheduleView> {
  requireScope(ctx, 'read');
  if (!isUuid(id)) throw notFound('schedule');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<ScheduleRow>(`${SCHEDULE_SELECT} WHERE s.id = $1`, [id]);
  const [row] = rows;
  if (!row) throw notFound('schedule');
  return scheduleView(row);
}
