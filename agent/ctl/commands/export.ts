import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import { saveDownload } from '../save-download.ts';

const QUERY = ['start', 'end', 'format', 'resolution', 'kind'] as const;

export const exportSamples: Command = {
  name: 'export',
  params: ['MACHINE'],
  summary: 'Write the samples of a machine to a file',
  options: [...QUERY, 'output'],
  async run(ctl, machine = '') {
    const { client, flags } = ctl;
    if (flags.json && flags.output === '-')
      throw new SettingsError('--json and -o - both want standard output: use one of the two');
    const query = new URLSearchParams({ machine_id: machine });
    for (const name of QUERY) if (flags[name] !== undefined) query.set(name, flags[name]);
    const response = await client.open(`/api/v1/performance/export?${query}`);
    await saveDownload(ctl, response, `${machine}.${flags.format ?? 'csv'}`);
  },
};
