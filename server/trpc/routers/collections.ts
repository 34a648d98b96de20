import { z } from 'zod';
import { deleteSession } from '#server/collection-sessions/delete-session.ts';
import { findSession } from '#server/collection-sessions/find-session.ts';
import { listSessions } from '#server/collection-sessions/list-sessions.ts';
import { sessionChanges } from '#server/collection-sessions/session-changes.ts';
import { updateSession } from '#server/collection-sessions/update-session.ts';
import { router, tenantProcedure } from '../init.ts';

const id = z.string().max(64);
const text = z.string().max(255).optional();

/** Collection sessions; those of people who are signed in are `sessions`. */
export const collections = router({
  list: tenantProcedure
    .input(
      z.object({
        machine: text,
        q: text,
        from: z.date().optional(),
        to: z.date().optional(),
        limit: z.number().int().min(1).max(200),
        cursor: z.string().max(100).nullish(),
      }),
    )
    .query(({ ctx, input: { limit, cursor, machine, q, from, to } }) =>
      listSessions(
        ctx.tenant,
        { ...(machine && { machine }), ...(q && { q }), ...(from && { from }), ...(to && { to }) },
        { limit, ...(cursor && { cursor }) },
      ),
    ),
  show: tenantProcedure.input(z.object({ id })).query(({ ctx, input }) => findSession(ctx.tenant, input.id)),
  update: tenantProcedure
    .input(z.object({ id, changes: sessionChanges }))
    .mutation(({ ctx, input }) => updateSession(ctx.tenant, input.id, input.changes)),
  delete: tenantProcedure
    .input(z.object({ id, samples: z.boolean(), confirm: text }))
    .mutation(({ ctx, input: { id, samples, confirm } }) =>
      deleteSession(ctx.tenant, id, { samples, ...(confirm !== undefined && { confirm }) }),
    ),
});
