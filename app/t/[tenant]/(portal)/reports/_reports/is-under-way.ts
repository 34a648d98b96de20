import type { ReportView } from '#app/_trpc/outputs.ts';

/** Whether a report's state will still change. */
export function isUnderWay(report: Pick<ReportView, 'status'>): boolean {
  return report.status === 'queued' || report.status === 'running';
}
