import type { Command } from '../command.ts';

export const keysRotate: Command = {
  name: 'keys rotate',
  params: ['ID'],
  summary: 'Make the successor of an API key; agents take it over by themselves',
  options: [],
  async run({ client, answer, note }, id = '') {
    const made = await client.call<{ id: string; key: string; expires_at: string }>(
      'POST',
      `/api/v1/api-keys/${encodeURIComponent(id)}/rotate`,
    );
    note(`key ${made.id} replaces ${id}, which ends 24 h after the first use of the new one:`);
    answer(made, made.key);
  },
};
