import type { Command } from '../command.ts';
import { formatTable } from '../format-table.ts';
import type { ReportAnswer } from '../report-answer.ts';

export const reportList: Command = {
  name: 'report list',
  params: [],
  summary: 'List the reports, newest first',
  options: ['machine', 'q'],
  async run({ client, flags, answer }) {
    const reports: ReportAnswer[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ limit: '200' });
      if (cursor !== '') query.set('cursor', cursor);
      if (flags.q !== undefined) query.set('q', flags.q);
      if (flags.machine !== undefined) query.set('machine_id', flags.machine);
      const page: { reports: ReportAnswer[]; next_cursor: string | null } = await client.call(
        'GET',
        `/api/v1/reports?${query}`,
      );
      reports.push(...page.reports);
      cursor = page.next_cursor;
    }
    const rows = reports.map((one) => [
      one.id,
      (one.machines ?? [one.machine]).map(({ machine_id }) => machine_id).join(','),
      one.status,
      one.start,
      one.end,
    ]);
    const table = formatTable(['ID', 'MACHINE', 'STATUS', 'START', 'END'], rows);
    answer({ reports }, reports.length === 0 ? 'no reports' : table);
  },
};
