import type { ReportView } from '#app/_trpc/outputs.ts';

/** The machines of a report, as people know them. */
export const machineNames = ({ machines }: Pick<ReportView, 'machines'>): string =>
  machines.map(({ display_name, machine_id }) => display_name ?? machine_id).join(', ');

/** What a report is called. */
export const reportTitle = (report: Pick<ReportView, 'machines' | 'options'>): string =>
  report.options.title ?? `Report on ${machineNames(report)}`;
