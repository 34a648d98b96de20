import { z } from 'zod';
import { saveBranding } from '#server/reports/branding/save-branding.ts';
import { showBranding } from '#server/reports/branding/show-branding.ts';
import { withLook } from '#server/reports/branding/with-look.ts';
import { cancelReport } from '#server/reports/cancel-report.ts';
import { deleteReport } from '#server/reports/delete-report.ts';
import { findFindings } from '#server/reports/find-findings.ts';
import { findReport } from '#server/reports/find-report.ts';
import { listReports } from '#server/reports/list-reports.ts';
import { REPORT_FORMATS } from '#server/reports/report-formats.ts';
import { REPORT_STATUSES } from '#server/reports/report-view.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { rerunReport } from '#server/reports/rerun-report.ts';
import { listShares } from '#server/reports/sharing/list-shares.ts';
import { revokeShare } from '#server/reports/sharing/revoke-share.ts';
import { shareReport } from '#server/reports/sharing/share-report.ts';
import { router, tenantProcedure } from '../init.ts';
import { lookedOptions } from './report-options-input.ts';

const machine = z.string().min(1).max(255);
const id = z.string().max(64);
const range = z.object({ start: z.date(), end: z.date() });

export const reports = router({
  list: tenantProcedure
    .input(
      z
        .object({
          machine: z.string().max(64).exactOptional(),
          status: z.enum(REPORT_STATUSES).exactOptional(),
          q: z.string().max(200).exactOptional(),
          cursor: z.string().max(64).nullish(),
          limit: z.int().min(1).max(200).exactOptional(),
        })
        .default({}),
    )
    .query(({ ctx, input: { machine: machineId, cursor, ...filter } }) =>
      listReports(ctx.tenant, {
        ...filter,
        ...(machineId !== undefined && { machineId }),
        ...(cursor && { cursor }),
      }),
    ),
  show: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => findReport(ctx.tenant, input.id)),
  findings: tenantProcedure
    .input(range.extend({ machine }))
    .query(({ ctx, input, signal }) => findFindings(ctx.tenant, { ...input, ...(signal && { signal }) })),
  request: tenantProcedure
    .input(
      z.object({
        machine: machine.exactOptional(),
        machines: z.array(machine).max(20).exactOptional(),
        start: z.date().exactOptional(),
        end: z.date().exactOptional(),
        sessionId: id.exactOptional(),
        compareWith: z
          .union([range, z.literal('previous')])
          .nullable()
          .exactOptional(),
        formats: z.array(z.enum(REPORT_FORMATS)).min(1).exactOptional(),
        options: lookedOptions.exactOptional(),
      }),
    )
    .mutation(({ ctx, input: { machine: single, options, ...asked } }) =>
      requestReport(ctx.tenant, {
        ...asked,
        ...(single !== undefined && { machines: [single] }),
        ...(options && { options: withLook(options) }),
      }),
    ),
  rerun: tenantProcedure
    .input(z.object({ id, newer: z.boolean() }))
    .mutation(({ ctx, input }) => rerunReport(ctx.tenant, input.id, { newer: input.newer })),
  cancel: tenantProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => cancelReport(ctx.tenant, input.id)),
  delete: tenantProcedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => deleteReport(ctx.tenant, input.id)),
  shares: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => listShares(ctx.tenant, input.id)),
  share: tenantProcedure
    .input(z.object({ id, days: z.number() }))
    .mutation(({ ctx, input }) => shareReport(ctx.tenant, input.id, { days: input.days })),
  unshare: tenantProcedure
    .input(z.object({ id, share: id }))
    .mutation(({ ctx, input }) => revokeShare(ctx.tenant, input.id, input.share)),
  branding: tenantProcedure.query(({ ctx }) => showBranding(ctx.tenant)),
  saveBranding: tenantProcedure
    .input(
      z.object({
        logo: z.string().max(1_000_000).nullable().exactOptional(),
        accent: z.string().max(20).nullable().exactOptional(),
        customer: z.string().max(200).nullable().exactOptional(),
      }),
    )
    .mutation(({ ctx, input }) => saveBranding(ctx.tenant, input)),
});
