import { CtlError, EXIT } from '../ctl-error.ts';
import { openResponse } from '../http/open-response.ts';
import { readAnswer } from '../http/read-answer.ts';
import { credentialsPath, readCredentials, type StoredSession, storeCredentials } from './credentials.ts';
import { withLock } from './with-lock.ts';

/** Tokens as the portal answers them. */
export interface TokenAnswer {
  access: string;
  refresh: string;
  expires_in: number;
  user: { email: string; name: string; role: string; tenant: { slug: string; name: string } };
}

/** The sign-in at one portal. */
export interface Session {
  exists(): boolean;
  /** An access token that is good for a while yet. */
  access(): Promise<string>;
  /** Another in place of `stale`; throws CtlError (not allowed) when the sign-in has ended. */
  renew(stale: string): Promise<string>;
  store(tokens: TokenAnswer): Promise<void>;
  forget(): Promise<void>;
}

const MARGIN_MS = 30_000;

/** The sign-in that `folder` keeps for a portal. */
export function openSession(folder: string, server: string, userAgent: string): Session {
  const locked = <Result>(work: () => Promise<Result>) => withLock(`${credentialsPath(folder)}.lock`, work);
  const read = (): StoredSession | undefined => readCredentials(folder).sessions[server];

  const put = (tokens: TokenAnswer): void => {
    const { sessions } = readCredentials(folder);
    const { access, refresh, expires_in: seconds, user } = tokens;
    const session = { email: user.email, access, refresh, expiresAt: Date.now() + seconds * 1000 };
    storeCredentials(folder, { current: server, sessions: { ...sessions, [server]: session } });
  };
  const drop = (): void => {
    const { current, sessions } = readCredentials(folder);
    const { [server]: _, ...others } = sessions;
    storeCredentials(folder, { current: current === server ? '' : current, sessions: others });
  };

  const refresh = async (old: StoredSession): Promise<string> => {
    const response = await openResponse(
      server,
      {
        method: 'POST',
        path: '/api/v1/auth/refresh',
        headers: { 'user-agent': userAgent },
        body: { refresh: old.refresh },
      },
      30_000,
    );
    try {
      const tokens = (await readAnswer(server, response)) as TokenAnswer;
      put(tokens);
      return tokens.access;
    } catch (error) {
      if (!(error instanceof CtlError && error.errorCode === 'INVALID_TOKEN')) throw error;
      drop();
      throw ended(server, error);
    }
  };

  const renew = (stale: string): Promise<string> =>
    locked(async () => {
      const session = read();
      if (!session) throw ended(server);
      // Another pcctl was faster.
      return session.access === stale ? refresh(session) : session.access;
    });

  return {
    exists: () => server !== '' && read() !== undefined,
    async access() {
      const session = read();
      if (!session) throw ended(server);
      return session.expiresAt - MARGIN_MS > Date.now() ? session.access : renew(session.access);
    },
    renew,
    store: (tokens) => locked(async () => put(tokens)),
    forget: () => locked(async () => drop()),
  };
}

const ended = (server: string, cause?: unknown): CtlError =>
  new CtlError(`your sign-in at ${server} has ended: run pcctl login`, EXIT.notAllowed, 'INVALID_TOKEN', {
    cause,
  });
