import { findMachine } from '#server/machines/find-machine.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { queryStats } from '#server/metrics/query/query-stats.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { composeReportModel } from './model/compose-report-model.ts';
import type { ReportModel } from './report-model.ts';

/** Points of a chart on paper: one for each third of a millimetre. */
const CHART_POINTS = 480;
const HEAT_POINTS = 120;

/**
 * The report of one machine over a range, from the metric store. A range without samples gives a report that says so.
 * @throws AppError FORBIDDEN, NOT_FOUND (machine)
 */
export async function buildReportModel(ctx: TenantContext, range: SampleRange): Promise<ReportModel> {
  requireScope(ctx, 'read');
  const machine = await findMachine(ctx, range.machineId);
  const [host, cores, stats] = await Promise.all([
    querySeries(ctx, { ...range, kind: 'host', maxPoints: CHART_POINTS }),
    querySeries(ctx, { ...range, kind: 'cpu', metrics: ['cpu_used'], maxPoints: HEAT_POINTS }),
    queryStats(ctx, range),
  ]);
  return composeReportModel({
    tenantName: ctx.tenant.name,
    machine: {
      name: machine.display_name ?? machine.machine_id,
      hostname: machine.hostname,
      os: machine.os,
      kernel: machine.kernel,
      cpuModel: machine.cpu_model,
      cpuCount: machine.cpu_count,
      memoryTotalMb: machine.memory_total_mb,
      cloudProvider: machine.cloud_provider,
      region: machine.region,
      instanceType: machine.instance_type,
      intervalSeconds: machine.interval_seconds,
    },
    start: range.start,
    end: range.end,
    generatedAt: new Date(),
    host,
    cores,
    stats,
  });
}
