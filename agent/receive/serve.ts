import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';
import { answerRequest, type Receiver } from './answer-request.ts';
import { discardRest } from './discard-rest.ts';

export interface ReceiverServer {
  port: number;
  /** Takes no more requests, answers those it has, for `graceMs` at most, and ends. */
  close(graceMs: number): Promise<void>;
}

/** Whoever sends a request in drops is cut off. */
const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 20_000;
/** Longer than a collector's longest interval, so that its connection lives from tick to tick. */
const KEEP_ALIVE_MS = 75_000;
/** Each may hold a whole body in memory. */
const MOST_CONNECTIONS = 1000;

/** Listens and answers; an empty host is every address. Rejects with the system's error when the address cannot be had. */
export async function serve(
  { host, port }: { host: string; port: number },
  receiver: Receiver,
  log: Log,
): Promise<ReceiverServer> {
  let closing = false;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const { status, body, retryAfter } = await answerRequest(request, receiver, requestId);
    log.debug('request', { url: request.url ?? '', status, request_id: requestId });
    const bytes = Buffer.from(JSON.stringify(body));
    await discardRest(request);
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    response.setHeader('content-length', bytes.length);
    response.setHeader('cache-control', 'no-store');
    if (retryAfter !== null) response.setHeader('retry-after', retryAfter);
    if (closing || !request.complete) response.setHeader('connection', 'close');
    response.end(bytes);
  };
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        log.debug('connection broke', { reason: String(error) });
        response.destroy();
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host !== '' && { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
