import type { Command } from '../command.ts';
import { formatTable } from '../format-table.ts';

interface KeyAnswer {
  id: string;
  name: string;
  scopes: string[];
  machine_id: string | null;
  status: string;
  expires_at: string;
  last_used_at: string | null;
  successor_id: string | null;
}

export const keysList: Command = {
  name: 'keys list',
  params: [],
  summary: 'List the API keys, without their secrets',
  options: [],
  async run({ client, answer }) {
    const keys: KeyAnswer[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/api/v1/api-keys?limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { api_keys: KeyAnswer[]; next_cursor: string | null } = await client.call('GET', path);
      keys.push(...page.api_keys);
      cursor = page.next_cursor;
    }
    const rows = keys.map((key) => [
      key.id,
      key.name,
      key.status,
      key.scopes.join(','),
      key.machine_id,
      key.expires_at,
      key.last_used_at,
      key.successor_id,
    ]);
    const headings = ['ID', 'NAME', 'STATUS', 'SCOPES', 'MACHINE', 'EXPIRES', 'LAST USED', 'REPLACED BY'];
    answer({ api_keys: keys }, keys.length === 0 ? 'no keys' : formatTable(headings, rows));
  },
};
