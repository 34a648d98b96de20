import { request as requestHttp } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { lookupLocalhost } from './lookup-localhost.ts';
import { proxyAuthorization } from './proxy-authorization.ts';

/**
 * An agent for https whose connections go through a tunnel that a proxy opens (CONNECT, RFC 9110 §9.3.6): TLS is with
 * the server, so the proxy sees neither key nor records. A proxy that refuses fails the request.
 */
export function openTunnelAgent(proxy: URL, timeoutMs: number, reuse: AgentOptions): HttpsAgent {
  const createConnection = (
    options: ConnectionOptions,
    callback: (error: Error | null, socket: Duplex) => void,
  ): undefined => {
    const authority = `${options.host}:${options.port}`;
    const fail = callback as (error: Error) => void;
    const request = proxy.protocol === 'https:' ? requestHttps : requestHttp;
    const connect = request({
      ...urlToHttpOptions(proxy),
      auth: null,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      agent: false,
      lookup: lookupLocalhost,
      timeout: timeoutMs,
    });
    connect.on('timeout', () => connect.destroy(new Error('the proxy does not answer')));
    connect.on('error', fail);
    connect.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) {
        socket.setTimeout(0);
        callback(null, connectTls({ ...options, socket }));
        return;
      }
      socket.destroy();
      fail(new Error(`the proxy refuses a tunnel to ${authority} with ${statusCode}`));
    });
    // A proxy that answers CONNECT like any other request.
    connect.on('response', (response) => {
      response.destroy();
      fail(new Error(`the proxy refuses a tunnel to ${authority} with ${response.statusCode}`));
    });
    connect.end();
  };
  // Set on the instance: a class of its own would load https and TLS at start, where few have a proxy.
  return Object.assign(new HttpsAgent(reuse), { createConnection });
}
