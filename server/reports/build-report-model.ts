import { AppError } from '#server/errors.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import type { MachineView } from '#server/machines/machine-view.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkReportRange } from './check-report-range.ts';
import { gatherRange } from './data/gather-range.ts';
import { machineFacts } from './data/machine-facts.ts';
import { MOST_MACHINES, POINTS } from './limits.ts';
import { composeReportModel } from './model/compose-report-model.ts';
import type { MachineInput } from './model/report-input.ts';
import { resolveOptions } from './model/resolve-options.ts';
import type { ReportModel } from './report-model.ts';
import type { ReportOptions } from './report-options.ts';

/** What a report is to be about. `start` included, `end` excluded. */
export interface ReportQuery {
  /** Names or internal ids, one to six. */
  machines: readonly string[];
  start: Date;
  end: Date;
  /** An earlier period to compare with; null or absent for none. */
  compareWith?: { start: Date; end: Date } | null;
  options?: ReportOptions;
  /** The moment it is made; the same gives the same model. Now unless said. */
  now?: Date;
  signal?: AbortSignal;
  /** Hears what is done of all there is to do, as a share of 1. */
  onProgress?: (share: number) => void;
}

/**
 * The report of one or several machines over a range, from the metric store. A range without samples gives a report
 * that says so.
 * @throws AppError FORBIDDEN, NOT_FOUND (a machine), INVALID_INPUT (none or more than six machines, an empty range),
 * REPORT_TOO_LARGE, UNAVAILABLE
 */
export async function buildReportModel(ctx: TenantContext, query: ReportQuery): Promise<ReportModel> {
  requireScope(ctx, 'read');
  const { start, end, compareWith = null, signal, onProgress } = query;
  const names = [...new Set(query.machines)];
  if (names.length === 0 || names.length > MOST_MACHINES)
    throw new AppError('INVALID_INPUT', `A report has from 1 to ${MOST_MACHINES} machines.`, {
      machines: names.length,
    });
  const now = query.now ?? new Date();
  const options = resolveOptions(query.options);
  const machines: MachineInput[] = [];
  const reading = { percentiles: options.percentiles, points: POINTS, now, ...(signal && { signal }) };
  // One after another: a tenant has two database connections, and others work too.
  const found: MachineView[] = [];
  for (const name of names) found.push(await findMachine(ctx, name));
  // What was asked for a while ago, as schedules do, may have grown since.
  checkReportRange({ intervals: found.map((one) => one.interval_seconds), start, end, compareWith });
  for (const machine of found) {
    const gather = (range: { start: Date; end: Date }) =>
      gatherRange(ctx, { ...reading, machineId: machine.id, start: range.start, end: range.end });
    const data = await gather({ start, end });
    const before = compareWith && (await gather(compareWith));
    machines.push({ facts: machineFacts(machine), data, before });
    onProgress?.(machines.length / found.length);
  }
  return composeReportModel({
    tenantName: ctx.tenant.name,
    machines,
    start,
    end,
    compareWith,
    generatedAt: now,
    options,
  });
}
