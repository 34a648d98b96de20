import { z } from 'zod';
import { findMachine } from '#server/machines/find-machine.ts';
import { findFindings } from '#server/reports/find-findings.ts';
import { findReport } from '#server/reports/find-report.ts';
import { listReports } from '#server/reports/list-reports.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { router, tenantProcedure } from '../init.ts';

export const reports = router({
  list: tenantProcedure.query(({ ctx }) => listReports(ctx.tenant)),
  show: tenantProcedure
    .input(z.object({ id: z.string().max(64) }))
    .query(({ ctx, input }) => findReport(ctx.tenant, input.id)),
  findings: tenantProcedure
    .input(z.object({ machine: z.string().min(1).max(255), start: z.date(), end: z.date() }))
    .query(({ ctx, input, signal }) => findFindings(ctx.tenant, { ...input, ...(signal && { signal }) })),
  request: tenantProcedure
    .input(z.object({ machine: z.string().min(1).max(255), start: z.date(), end: z.date() }))
    .mutation(async ({ ctx, input: { machine, start, end } }) => {
      const { id } = await findMachine(ctx.tenant, machine);
      return requestReport(ctx.tenant, { machineId: id, start, end });
    }),
});
