import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import { saveDownload } from '../save-download.ts';
import { waitForReport } from '../wait-for-report.ts';

export const reportDownload: Command = {
  name: 'report download',
  params: ['ID'],
  summary: 'Write a finished report to a file',
  options: ['format', 'output', 'wait'],
  async run(ctl, id = '') {
    const { client, flags } = ctl;
    if (flags.json && flags.output === '-')
      throw new SettingsError('--json and -o - both want standard output: use one of the two');
    if (flags.wait) await waitForReport(ctl, id);
    const { format } = flags;
    if (format !== undefined && format !== 'pdf' && format !== 'html')
      throw new SettingsError(`--format is "${format}": a file is pdf or html`);
    const query = format === undefined ? '' : `?format=${format}`;
    const response = await client.open(`/api/v1/reports/${encodeURIComponent(id)}/download${query}`);
    await saveDownload(ctl, response, `report-${id}.${format ?? 'pdf'}`);
  },
};
