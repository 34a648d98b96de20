import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { type Configuration, Provider } from 'oidc-provider';

/** Somebody who can sign in there: what the provider says of them, by their subject. */
export interface Person {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export const OIDC_CLIENT = { id: 'portal', secret: 'a secret between the portal and the provider' };

/**
 * A real OpenID Connect provider on this host. Its sign-in page asks for the subject and nothing more.
 * @param options.port 0 for a free one
 */
export async function startIdentityServer(options: {
  port: number;
  redirectUris: string[];
  people: Map<string, Person>;
}): Promise<{ issuer: string; port: number; provider: Provider; stop: () => Promise<void> }> {
  const server: Server = createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, await configure(options));
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    if (request.method !== 'POST') {
      response.setHeader('Content-Type', 'text/html');
      return response.end(
        '<title>Provider</title><form method="post"><label>Subject <input name="sub"></label><button>Continue</button></form>',
      );
    }
    const accountId = new URLSearchParams(await textOf(request)).get('sub') ?? '';
    await provider.interactionFinished(request, response, { login: { accountId, remember: false } });
  });
  return {
    issuer,
    port,
    provider,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

async function configure({
  redirectUris,
  people,
}: {
  redirectUris: string[];
  people: Map<string, Person>;
}): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [
      {
        client_id: OIDC_CLIENT.id,
        client_secret: OIDC_CLIENT.secret,
        redirect_uris: redirectUris,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of the test suite'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    ttl: {
      Interaction: 600,
      Grant: 600,
      Session: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...person }) };
    },
    // Everybody has agreed already.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: String(oidc.client?.clientId),
        accountId: String(oidc.session?.accountId),
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}
