import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import type { ReportOptions } from '../report-options.ts';
import { changeOptions, type OptionChanges } from './change-options.ts';
import { findSchedule } from './find-schedule.ts';
import type { ScheduleInput } from './schedule-input.ts';
import type { ScheduleView } from './schedule-view.ts';
import { checkSchedule, writeSchedule } from './write-schedule.ts';

/** What is to be another of a schedule. */
export type ScheduleChanges = Partial<ScheduleInput> & { keepLogo?: boolean; optionChanges?: OptionChanges };

/**
 * Changes a schedule: what is not named stays. Options are changed one by one (`optionChanges`), or all are given anew
 * (`options`, with the logo it had where `keepLogo` says so). Set going again it runs at its next time; what it missed is
 * not made up for.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT, INVALID_IMAGE, REPORT_TOO_LARGE
 */
export async function updateSchedule(
  ctx: TenantContext,
  id: string,
  { keepLogo = false, optionChanges = {}, ...changes }: ScheduleChanges,
  now = new Date(),
): Promise<ScheduleView> {
  requireScope(ctx, 'write');
  const was = await findSchedule(ctx, id);
  const { pool } = await tenantDb(ctx.tenant);
  // The view leaves the logo out.
  const kept = await pool.query<{ options: ReportOptions }>(
    'SELECT options FROM report_schedule WHERE id = $1',
    [id],
  );
  const options = kept.rows[0]?.options ?? {};
  const logo = options.branding?.logo;
  const values = await checkSchedule(
    ctx,
    {
      name: was.name,
      plan: was.plan,
      timeZone: was.time_zone,
      machines: was.machines.map((machine) => machine.id),
      period: was.period,
      compare: was.compare,
      formats: was.formats,
      keep: was.keep,
      mailTo: was.mail_to,
      paused: was.paused,
      ...changes,
      options: changes.options
        ? withLogo(changes.options, keepLogo ? logo : undefined)
        : changeOptions(options, optionChanges),
    },
    now,
  );
  await transaction(pool, (client) => writeSchedule(client, { id, madeBy: was.made_by, values }));
  await recordAudit(ctx, {
    verb: 'schedule.update',
    target: was.name,
    details: { changed: [...Object.keys(changes), ...Object.keys(optionChanges)] },
  });
  return findSchedule(ctx, id);
}

/** Options with this logo, unless they have one. */
const withLogo = (
  options: ReportOptions,
  logo: NonNullable<ReportOptions['branding']>['logo'],
): ReportOptions =>
  logo && !options.branding?.logo ? { ...options, branding: { ...options.branding, logo } } : options;
