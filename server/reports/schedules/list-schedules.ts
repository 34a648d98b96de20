import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { SCHEDULE_SELECT, type ScheduleRow, type ScheduleView, scheduleView } from './schedule-view.ts';

/** All schedules of the tenant, by name. @throws AppError FORBIDDEN */
export async function listSchedules(ctx: TenantContext): Promise<ScheduleView[]> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<ScheduleRow>(`${SCHEDULE_SELECT} ORDER BY lower(s.name), s.id`);
  return rows.map(scheduleView);
}
