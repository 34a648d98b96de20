import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import { saveDownload } from '../save-download.ts';
import { waitForReport } from '../wait-for-report.ts';

export const reportDownload: Command = {
  name: 'report download',
  params: ['ID'],
  summary: 'Write a finished report to a file, as PDF',
  options: ['output', 'wait'],
  async run(ctl, id = '') {
    const { client, flags } = ctl;
    if (flags.json && flags.output === '-')
      throw new SettingsError('--json and -o - both want standard output: use one of the two');
    if (flags.wait) await waitForReport(ctl, id);
    const response = await client.open(`/api/v1/reports/${encodeURIComponent(id)}/download`);
    await saveDownload(ctl, response, `report-${id}.pdf`);
  },
};
