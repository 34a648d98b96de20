import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { OidcSettings } from './oidc-settings.ts';

const HTTP_MS = 5000;

/**
 * The provider as next-auth speaks with it: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0
 * §3.1). The address to come back to is that of the tenant's host, so that the cookies stay there.
 */
export function oidcProvider({ issuer, clientId, clientSecret, name }: OidcSettings): OAuthConfig<object> {
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    httpOptions: { timeout: HTTP_MS },
    userinfo: {
      // Many providers tell the e-mail only there; the library checks that it is the same subject.
      request: async ({ tokens, client }) => {
        const claims = (tokens as { claims?: () => Record<string, unknown> }).claims?.() ?? {};
        if (claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint) return claims as never;
        const told: object = await client.userinfo(tokens as never);
        return { ...told, ...claims } as never;
      },
    },
    // Who it is, is decided by signInByIdentity; next-auth wants an id.
    profile: (claims) => ({ id: String((claims as { sub?: unknown }).sub ?? '') }),
  };
}
