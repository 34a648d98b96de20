import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import { openResponse } from '../http/open-response.ts';
import { readAnswer } from '../http/read-answer.ts';

/** Whether the portal answers, and takes the key or the sign-in. */
export const ping: Command = {
  name: 'ping',
  params: [],
  summary: 'Ask whether the portal answers, and knows the key or the sign-in',
  options: [],
  async run({ client, answer, signal }) {
    const { server, as } = client;
    if (server === '') throw new SettingsError('which portal? give --server, or set PCCTL_SERVER');
    const started = performance.now();
    if (as === 'nobody') {
      const response = await openResponse(server, { method: 'GET', path: '/api/health', signal });
      await readAnswer(server, response);
    } else if (as === 'key') await client.call('POST', '/v1/ping');
    else await client.call('GET', '/api/v1/machines/list?limit=1');
    const ms = Math.round(performance.now() - started);
    const who = { key: 'takes the key', user: 'takes the sign-in', nobody: 'you are not signed in' }[as];
    answer({ server, as, ms }, `${server} answers in ${ms} ms; ${as === 'nobody' ? who : `it ${who}`}`);
  },
};
