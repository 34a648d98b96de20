import { z } from 'zod';
import { KINDS } from '#agent/contract/sample.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { queryQuality } from '#server/metrics/quality/query-quality.ts';
import { findCoverage, reachesPastRaw } from '#server/metrics/query/find-coverage.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { queryStats } from '#server/metrics/query/query-stats.ts';
import { router, tenantProcedure } from '../init.ts';

const DAY = 24 * 3600 * 1000;

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
  /** First and last sample (Unix ms; `last` null: only rollups are left) and the kinds there are. */
  extent: tenantProcedure.input(range.pick({ machine: true })).query(async ({ ctx, input }) => {
    const { id } = await findMachine(ctx.tenant, input.machine);
    const ever = { machineId: id, start: new Date(0), end: new Date(Date.now() + DAY) };
    const found = await Promise.all(
      KINDS.map(async (kind) => {
        const coverage = await findCoverage(ctx.tenant, { ...ever, kind });
        const first = reachesPastRaw(coverage) ? coverage.firstRollup : (coverage.raw?.first ?? null);
        return { kind, first, last: coverage.raw?.last ?? null };
      }),
    );
    const firsts = found.flatMap(({ first }) => first ?? []);
    const lasts = found.flatMap(({ last }) => last ?? []);
    return {
      kinds: found.flatMap(({ kind, first }) => (first === null ? [] : [kind])),
      first: firsts.length > 0 ? Math.min(...firsts) : null,
      last: lasts.length > 0 ? Math.max(...lasts) : null,
    };
  }),
  stats: tenantProcedure.input(range).query(async ({ ctx, input: { machine, start, end } }) => {
    const { id } = await findMachine(ctx.tenant, machine);
    return queryStats(ctx.tenant, { machineId: id, start, end });
  }),
  quality: tenantProcedure.input(range).query(async ({ ctx, input: { machine, start, end } }) => {
    const { id } = await findMachine(ctx.tenant, machine);
    return queryQuality(ctx.tenant, { machineId: id, start, end });
  }),
});
