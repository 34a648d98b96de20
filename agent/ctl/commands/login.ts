import { SettingsError } from '../../config/settings-error.ts';
import { askCredentials } from '../ask-credentials.ts';
import type { Command } from '../command.ts';
import { openResponse } from '../http/open-response.ts';
import { readAnswer } from '../http/read-answer.ts';
import { openSession, type TokenAnswer } from '../session/open-session.ts';
import { USER_AGENT } from '../user-agent.ts';

/** Signs a person in, and keeps the tokens. */
export const login: Command = {
  name: 'login',
  params: [],
  summary: 'Sign in with e-mail address and password, for 7 days',
  options: ['email'],
  async run({ settings, client: { server }, flags, answer, signal }) {
    if (server === '') throw new SettingsError('which portal? give --server, or set PCCTL_SERVER');
    const body = await askCredentials(flags.email);
    const response = await openResponse(server, {
      method: 'POST',
      path: '/api/v1/auth/token',
      headers: { 'user-agent': USER_AGENT },
      body,
      signal,
    });
    const tokens = (await readAnswer(server, response)) as TokenAnswer;
    await openSession(settings.folder, server, USER_AGENT).store(tokens);
    const { user } = tokens;
    answer({ server, user }, `signed in at ${server} as ${user.email}, ${user.role} of ${user.tenant.name}`);
  },
};
