import { z } from 'zod';
import { KINDS } from '#agent/contract/sample.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { queryQuality } from '#server/metrics/quality/query-quality.ts';
import { findExtent } from '#server/metrics/query/find-extent.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { querySides } from '#server/metrics/query/query-sides.ts';
import { queryStats } from '#server/metrics/query/query-stats.ts';
import { router, tenantProcedure } from '../init.ts';

const range = z.object({ machine: z.string().min(1).max(255), start: z.date(), end: z.date() });

export const metrics = router({
  series: tenantProcedure
    .input(
      range.extend({
        kind: z.enum(KINDS),
        metrics: z.array(z.string().max(64)).max(64).optional(),
        entities: z.array(z.string().max(255)).max(64).optional(),
        maxPoints: z.number().int().min(10).max(5000).optional(),
      }),
    )
    .query(async ({ ctx, input: { machine, metrics: wanted, entities, maxPoints, ...query } }) => {
      const { id } = await findMachine(ctx.tenant, machine);
      return querySeries(ctx.tenant, {
        ...query,
        machineId: id,
        ...(wanted && { metrics: wanted }),
        ...(entities && { entities }),
        ...(maxPoints && { maxPoints }),
      });
    }),
  /** The same metrics of several machines or ranges, in the order of the sides. */
  compare: tenantProcedure
    .input(
      z.object({
        sides: z.array(range).min(1).max(6),
        metrics: z.array(z.string().max(64)).min(1).max(64),
        maxPoints: z.number().int().min(10).max(5000).optional(),
      }),
    )
    .query(async ({ ctx, input: { sides, metrics: wanted, maxPoints } }) => {
      const found = await Promise.all(
        sides.map(async ({ machine, ...window }) => {
          const { id } = await findMachine(ctx.tenant, machine);
          return { machineId: id, ...window };
        }),
      );
      return querySides(ctx.tenant, {
        kind: 'host',
        metrics: wanted,
        sides: found,
        ...(maxPoints && { maxPoints }),
      });
    }),
  extent: tenantProcedure.input(range.pick({ machine: true })).query(async ({ ctx, input: { machine } }) => {
    const { id } = await findMachine(ctx.tenant, machine);
    return findExtent(ctx.tenant, id);
  }),
  stats: tenantProcedure.input(range).query(async ({ ctx, input: { machine, start, end }, signal }) => {
    const { id } = await findMachine(ctx.tenant, machine);
    return queryStats(ctx.tenant, { machineId: id, start, end, ...(signal && { signal }) });
  }),
  quality: tenantProcedure.input(range).query(async ({ ctx, input: { machine, start, end } }) => {
    const { id } = await findMachine(ctx.tenant, machine);
    return queryQuality(ctx.tenant, { machineId: id, start, end });
  }),
});
