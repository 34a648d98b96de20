import { z } from 'zod';
import { listAudit } from '#server/audit/list-audit.ts';
import { listAuditActors } from '#server/audit/list-audit-actors.ts';
import { router, tenantProcedure } from '../init.ts';

const text = z.string().max(254).optional();

export const audit = router({
  list: tenantProcedure
    .input(
      z.object({
        actor: text,
        verb: text,
        from: z.date().optional(),
        to: z.date().optional(),
        limit: z.number().int().min(1).max(200),
        cursor: z
          .string()
          .regex(/^\d{1,18}$/)
          .nullish(),
      }),
    )
    .query(({ ctx, input: { limit, cursor, actor, verb, from, to } }) =>
      listAudit(
        ctx.tenant,
        { ...(actor && { actor }), ...(verb && { verb }), ...(from && { from }), ...(to && { to }) },
        { limit, ...(cursor && { cursor }) },
      ),
    ),
  choices: tenantProcedure.query(({ ctx }) => listAuditActors(ctx.tenant)),
});
