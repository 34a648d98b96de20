import {
  type ClientRequest,
  Agent as HttpAgent,
  type OutgoingHttpHeaders,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { lookupLocalhost } from './lookup-localhost.ts';
import { openTunnelAgent } from './open-tunnel-agent.ts';
import { proxyAuthorization } from './proxy-authorization.ts';

/** How requests to a URL go out. */
export interface Route {
  agent: HttpAgent;
  /** Starts a POST with these headers beside its own. */
  post(headers: OutgoingHttpHeaders): ClientRequest;
}

interface RouteOptions {
  /** Null: directly. */
  proxy: URL | null;
  /** PEM certificates to trust; null: the usual ones. */
  ca: readonly string[] | null;
  timeoutMs: number;
}

/**
 * One kept-alive connection to the server: directly, through a tunnel of the proxy (https), or by asking the proxy for
 * the whole URL (http).
 */
export function planRoute(url: URL, { proxy, ca, timeoutMs }: RouteOptions): Route {
  const reuse = { keepAlive: true, maxSockets: 1, ...(ca && { ca: [...ca] }) };
  const secure = url.protocol === 'https:';
  const asked = proxy !== null && !secure ? proxy : url;
  const isTls = asked.protocol === 'https:';
  const request = isTls ? requestHttps : requestHttp;
  const direct = (): HttpAgent => (isTls ? new HttpsAgent(reuse) : new HttpAgent(reuse));
  const agent = secure && proxy ? openTunnelAgent(proxy, timeoutMs, reuse) : direct();
  const target =
    asked === url ? urlToHttpOptions(url) : { ...urlToHttpOptions(asked), auth: null, path: url.href };
  const own = asked === url ? {} : { host: url.host, ...proxyAuthorization(asked) };
  return {
    agent,
    post: (headers) =>
      request({
        ...target,
        method: 'POST',
        agent,
        lookup: lookupLocalhost,
        headers: { ...headers, ...own },
      }),
  };
}
