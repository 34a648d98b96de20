import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { lookupLocalhost } from './lookup-localhost.ts';
import { proxyAuthorization } from './proxy-authorization.ts';

/**
 * An agent for https whose connections go through a tunnel that a proxy opens (CONNECT, RFC 9110 §9.3.6): TLS is with
 * the server, so the proxy sees neither key nor records. A proxy that refuses fails the request.
 */
export class TunnelAgent extends https.Agent {
  readonly #proxy: URL;
  readonly #timeoutMs: number;

  constructor(proxy: URL, timeoutMs: number, options: https.AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(
    options: tls.ConnectionOptions,
    callback: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const authority = `${options.host}:${options.port}`;
    const fail = callback as (error: Error) => void;
    const { request } = this.#proxy.protocol === 'https:' ? https : http;
    const connect = request({
      ...urlToHttpOptions(this.#proxy),
      auth: null,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyAuthorization(this.#proxy) },
      agent: false,
      lookup: lookupLocalhost,
      timeout: this.#timeoutMs,
    });
    connect.on('timeout', () => connect.destroy(new Error('the proxy does not answer')));
    connect.on('error', fail);
    connect.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) {
        socket.setTimeout(0);
        callback(null, tls.connect({ ...options, socket }));
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
  }
}
