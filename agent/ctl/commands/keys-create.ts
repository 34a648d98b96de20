import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';

export const keysCreate: Command = {
  name: 'keys create',
  params: ['NAME'],
  summary: 'Make an API key; it is printed this once, alone on standard output',
  options: ['scopes', 'machine'],
  async run({ client, flags, answer, note }, name) {
    const scopes = (flags.scopes ?? '').split(',').filter((scope) => scope !== '');
    if (scopes.length === 0) throw new SettingsError('which scopes? give --scopes, such as --scopes read');
    const body = { name, scopes, machine_id: flags.machine };
    const made = await client.call<{ id: string; key: string; expires_at: string }>(
      'POST',
      '/api/v1/api-keys',
      body,
    );
    note(`key ${made.id}, good until ${made.expires_at}; it is not shown again:`);
    answer(made, made.key);
  },
};
