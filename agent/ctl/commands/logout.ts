import type { Command } from '../command.ts';
import { CtlError, EXIT } from '../ctl-error.ts';
import { createClient } from '../http/create-client.ts';
import { openSession } from '../session/open-session.ts';
import { USER_AGENT } from '../user-agent.ts';

/** Ends the sign-in, here and at the portal. */
export const logout: Command = {
  name: 'logout',
  params: [],
  summary: 'End the sign-in, here and at the portal',
  options: [],
  async run({ settings, client: { server }, answer, signal }) {
    const session = openSession(settings.folder, server, USER_AGENT);
    const wasSignedIn = session.exists();
    if (wasSignedIn) {
      const client = createClient({ server, key: '', session, userAgent: USER_AGENT, signal });
      await client.call('DELETE', '/api/v1/auth/token').catch((error: unknown) => {
        // What has ended there need not be ended.
        if (!(error instanceof CtlError && error.exitCode === EXIT.notAllowed)) throw error;
      });
      await session.forget();
    }
    answer(
      { server, signed_out: wasSignedIn },
      wasSignedIn ? `signed out at ${server}` : 'you were not signed in',
    );
  },
};
