import type { ClientRequest } from 'node:http';
import { createSocketTransport } from './create-socket-transport.ts';
import { planRoute } from './plan-route.ts';
import { type Reply, readReply } from './read-reply.ts';
import type { Transport } from './transport.ts';

interface TransportOptions {
  server: string;
  /** Asked for each request: keys are replaced on the way. */
  key: () => string;
  userAgent: string;
  /** For the whole exchange: a server that sends a byte now and then must not hold the agent. */
  timeoutMs: number;
  /** PEM certificates to trust, all of them; the usual ones unless given. */
  ca?: readonly string[] | null;
  /** Null: directly. */
  proxy?: URL | null;
}

/** A request that failed, and whether that was the fate of an idle connection rather than of the request. */
class RequestFailure extends Error {
  readonly staleConnection: boolean;

  constructor(cause: Error, staleConnection: boolean) {
    super(describe(cause), { cause });
    this.staleConnection = staleConnection;
  }
}

/** POST {server}/api/v1/trickle over one kept-alive connection; through a proxy, if there is one, by node:http. */
export function createTransport(options: TransportOptions): Transport {
  const { server, key, userAgent, timeoutMs, ca = null, proxy = null } = options;
  const url = new URL('/api/v1/trickle', server);
  const headers = {
    'user-agent': userAgent,
    'content-type': 'application/json',
    'content-encoding': 'gzip',
  };
  if (!proxy)
    return createSocketTransport({ url, headers: () => ({ ...headers, apikey: key() }), timeoutMs, ca });
  const route = planRoute(url, { proxy, ca, timeoutMs });
  let current: ClientRequest | null = null;
  let closed = false;

  const attempt = (body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (closed) throw new Error('stopped');
      let answered = false;
      const request = route.post({ ...headers, apikey: key(), 'content-length': body.length });
      current = request;
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)),
        timeoutMs,
      );
      const fail = (error: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        const reset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
        reject(new RequestFailure(error, !answered && request.reusedSocket && reset));
      };
      request.on('error', fail);
      request.on('response', (response) => {
        answered = true;
        readReply(response).then((reply) => {
          clearTimeout(timer);
          resolve(reply);
        }, fail);
      });
      request.end(body);
    });

  return {
    post: (body) =>
      attempt(body).catch((failure: unknown) => {
        // The server closed an idle connection just as we used it (nodejs.org, request.reusedSocket): ask again at once.
        if (failure instanceof RequestFailure && failure.staleConnection) return attempt(body);
        throw failure;
      }),
    close() {
      closed = true;
      current?.destroy(new Error('stopped'));
      route.agent.destroy();
    },
  };
}

/** Node's connection errors may keep their texts in a list, one per address tried, and have none of their own. */
function describe(error: Error): string {
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
}
