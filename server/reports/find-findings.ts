import { findMachine } from '#server/machines/find-machine.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { gatherRange } from './data/gather-range.ts';
import { machineFacts } from './data/machine-facts.ts';
import { findingsOf } from './model/findings.ts';
import { resolveOptions } from './model/resolve-options.ts';
import { fireRules } from './model/rules/fire-rules.ts';
import { RULE_METRICS } from './model/rules/rule-metrics.ts';
import type { Finding } from './report-model.ts';

/** Enough to say when something was worst. */
const POINTS = { host: 120, entities: 60 } as const;

/** Where to look: a machine by name or internal id; `start` included, `end` excluded. */
export interface FindingsQuery {
  machine: string;
  start: Date;
  end: Date;
  now?: Date;
  signal?: AbortSignal;
}

/**
 * What the rules of reports say about a machine over a range, the worst first; for dashboards. Their `sectionId` is
 * null: there is no report. Impossible values are not looked for: that is queryQuality's.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT, UNAVAILABLE
 */
export async function findFindings(ctx: TenantContext, query: FindingsQuery): Promise<Finding[]> {
  requireScope(ctx, 'read');
  const { start, end, now = new Date(), signal } = query;
  const machine = await findMachine(ctx, query.machine);
  const data = await gatherRange(ctx, {
    machineId: machine.id,
    start,
    end,
    now,
    percentiles: [],
    points: POINTS,
    only: RULE_METRICS,
    ...(signal && { signal }),
  });
  const subject = { facts: machineFacts(machine), data, options: resolveOptions(), generatedAt: now };
  return findingsOf(fireRules(subject), { prefix: '', machine: null, sections: new Set() });
}
