import type { Command } from '../command.ts';

export const reportDelete: Command = {
  name: 'report delete',
  params: ['ID'],
  summary: 'Delete a report with its files and links',
  options: [],
  async run({ client, answer }, id = '') {
    await client.call('DELETE', `/api/v1/reports/${encodeURIComponent(id)}`);
    answer({ id, deleted: true }, `report ${id} is deleted`);
  },
};
