import type { Command } from '../command.ts';

export const keysRevoke: Command = {
  name: 'keys revoke',
  params: ['ID'],
  summary: 'Revoke an API key at once',
  options: [],
  async run({ client, answer }, id = '') {
    await client.call('DELETE', `/api/v1/api-keys/${encodeURIComponent(id)}`);
    answer({ id, revoked: true }, `key ${id} is revoked`);
  },
};
