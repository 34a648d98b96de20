import { z } from 'zod';
import { withLook } from '#server/reports/branding/with-look.ts';
import { createSchedule } from '#server/reports/schedules/create-schedule.ts';
import { deleteSchedule } from '#server/reports/schedules/delete-schedule.ts';
import { listSchedules } from '#server/reports/schedules/list-schedules.ts';
import { runSchedule } from '#server/reports/schedules/run-schedule.ts';
import { scheduleInput } from '#server/reports/schedules/schedule-input.ts';
import { updateSchedule } from '#server/reports/schedules/update-schedule.ts';
import { router, tenantProcedure } from '../init.ts';
import { lookedOptions } from './report-options-input.ts';

const id = z.string().max(64);
const { name, plan, machines, timeZone, period, compare, formats, keep, mailTo, paused } =
  scheduleInput.shape;
const optional = {
  timeZone: timeZone.exactOptional(),
  period: period.exactOptional(),
  compare: compare.exactOptional(),
  formats: formats.exactOptional(),
  keep: keep.exactOptional(),
  mailTo: mailTo.exactOptional(),
  paused: paused.exactOptional(),
  options: lookedOptions.transform(withLook).exactOptional(),
};

export const reportSchedules = router({
  list: tenantProcedure.query(({ ctx }) => listSchedules(ctx.tenant)),
  create: tenantProcedure
    .input(z.object({ name, plan, machines, ...optional }))
    .mutation(({ ctx, input }) => createSchedule(ctx.tenant, input)),
  update: tenantProcedure
    .input(
      z.object({
        id,
        changes: z.object({
          name: name.exactOptional(),
          plan: plan.exactOptional(),
          machines: machines.exactOptional(),
          keepLogo: z.boolean().exactOptional(),
          ...optional,
        }),
      }),
    )
    .mutation(({ ctx, input }) => updateSchedule(ctx.tenant, input.id, input.changes)),
  run: tenantProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => runSchedule(ctx.tenant, input.id)),
  delete: tenantProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => deleteSchedule(ctx.tenant, input.id)),
});
