import type { IncomingMessage } from 'node:http';
import { SettingsError } from '../../config/settings-error.ts';
import { CtlError, EXIT } from '../ctl-error.ts';
import type { Session } from '../session/open-session.ts';
import { openResponse } from './open-response.ts';
import { readAnswer } from './read-answer.ts';

/** A portal, asked in the name of a key or a sign-in. Every method throws CtlError when it is refused or unreachable. */
export interface Client {
  server: string;
  /** In whose name. */
  as: 'key' | 'user' | 'nobody';
  /** An answer in JSON. `body` is sent as JSON; a Content as it is. */
  call<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A file, to be read as it comes. */
  open(path: string): Promise<IncomingMessage>;
}

interface ClientOptions {
  server: string;
  /** '' for none. */
  key: string;
  session: Session;
  userAgent: string;
  signal?: AbortSignal;
}

/** The client of a portal; an access token that has expired is renewed on the way. */
export function createClient({ server, key, session, userAgent, signal }: ClientOptions): Client {
  const as = key !== '' ? 'key' : session.exists() ? 'user' : 'nobody';

  const ask = async (method: string, path: string, body?: unknown): Promise<IncomingMessage> => {
    if (server === '') throw new SettingsError('which portal? give --server, or set PCCTL_SERVER');
    const attempt = async (bearer: string): Promise<IncomingMessage> =>
      openResponse(server, {
        method,
        path,
        headers: { 'user-agent': userAgent, authorization: `Bearer ${bearer}` },
        body,
        ...(signal && { signal }),
      });
    if (as === 'key') return attempt(key);
    if (as === 'nobody')
      throw new CtlError(
        `you are not signed in at ${server}: run pcctl login, or give an API key`,
        EXIT.notAllowed,
      );
    const access = await session.access();
    const response = await attempt(access);
    if (response.statusCode !== 401) return response;
    // The clocks may differ, or the time ran out on the way.
    response.resume();
    return attempt(await session.renew(access));
  };

  return {
    server,
    as,
    async call<Answer>(method: string, path: string, body?: unknown) {
      return (await readAnswer(server, await ask(method, path, body))) as Answer;
    },
    async open(path) {
      const response = await ask('GET', path);
      if (response.statusCode !== 200) await readAnswer(server, response);
      return response;
    },
  };
}
