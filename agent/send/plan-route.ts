import * as http from 'node:http';
import * as https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { lookupLocalhost } from './lookup-localhost.ts';
import { proxyAuthorization } from './proxy-authorization.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** How requests to a URL go out. */
export interface Route {
  agent: http.Agent;
  /** Starts a POST with these headers beside its own. */
  post(headers: http.OutgoingHttpHeaders): http.ClientRequest;
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
  const protocol = asked.protocol === 'https:' ? https : http;
  const agent = secure && proxy ? new TunnelAgent(proxy, timeoutMs, reuse) : new protocol.Agent(reuse);
  const target =
    asked === url ? urlToHttpOptions(url) : { ...urlToHttpOptions(asked), auth: null, path: url.href };
  const own = asked === url ? {} : { host: url.host, ...proxyAuthorization(asked) };
  return {
    agent,
    post: (headers) =>
      protocol.request({
        ...target,
        method: 'POST',
        agent,
        lookup: lookupLocalhost,
        headers: { ...headers, ...own },
      }),
  };
}
