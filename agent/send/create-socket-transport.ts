import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createReplyReader } from './create-reply-reader.ts';
import { isLocalhost, lookupLocalhost } from './lookup-localhost.ts';
import type { Reply } from './read-reply.ts';
import type { Transport } from './transport.ts';

interface SocketOptions {
  url: URL;
  /** Asked for each request. */
  headers: () => Record<string, string>;
  timeoutMs: number;
  /** PEM certificates to trust, all of them; the usual ones unless given. */
  ca?: readonly string[] | null;
}

/** A connection, and the request that it carries. */
interface Line {
  socket: Socket;
  request: { take(bytes: Buffer): void; end(failure: NodeJS.ErrnoException | null): void } | null;
}

/**
 * POST over one kept-alive connection, spoken by ourselves: what an answer to one request at a time needs of HTTP/1.1
 * is little, and the runtimes' own clients are not: node:http and fetch are 4 MB in the single file. Proxies are
 * createTransport's.
 */
export function createSocketTransport({ url, headers, timeoutMs, ca = null }: SocketOptions): Transport {
  let idle: Line | null = null;
  let current: Line | null = null;
  let closed = false;

  const open = (): Line => {
    const socket = openSocket(url, ca);
    const line: Line = { socket, request: null };
    let failure: Error | null = null;
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('data', (bytes) => {
      // Nobody asked.
      if (!line.request) socket.destroy();
      else line.request.take(bytes);
    });
    socket.on('close', () => {
      if (idle === line) idle = null;
      line.request?.end(failure);
    });
    return line;
  };

  const attempt = (body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (closed) throw new Error('stopped');
      const isReused = idle !== null;
      const line = idle ?? open();
      const { socket } = line;
      const reader = createReplyReader();
      let isAnswered = false;
      const timer = setTimeout(
        () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)),
        timeoutMs,
      );
      const settle = (): void => {
        clearTimeout(timer);
        current = null;
        line.request = null;
      };
      idle = null;
      current = line;
      line.request = {
        take(bytes) {
          isAnswered = true;
          try {
            const reply = reader.take(bytes);
            if (!reply) return;
            settle();
            if (reader.isReusable() && !closed) idle = line;
            else socket.destroy();
            resolve(reply);
          } catch (error) {
            socket.destroy(error instanceof Error ? error : new Error(String(error)));
          }
        },
        end(failure) {
          settle();
          const rest = failure ? null : reader.end();
          const isReset = !failure || failure.code === 'ECONNRESET' || failure.code === 'EPIPE';
          if (rest) resolve(rest);
          // The server closed an idle connection just as we used it: ask again at once, on a new one.
          else if (isReused && !isAnswered && isReset) attempt(body).then(resolve, reject);
          else
            reject(
              failure
                ? describe(failure)
                : new Error('the connection was closed before the answer was whole'),
            );
        },
      };
      const fields = { host: url.host, ...headers(), 'content-length': body.length };
      const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
      socket.write(body);
    });

  return {
    post: attempt,
    close() {
      closed = true;
      current?.socket.destroy(new Error('stopped'));
      idle?.socket.destroy();
    },
  };
}

function openSocket({ protocol, hostname, port }: URL, ca: readonly string[] | null): Socket {
  // Of an IPv6 address the URL has brackets around it.
  const host = hostname.replace(/^\[|\]$/g, '');
  const where = { host, ...(isLocalhost(host) && { lookup: lookupLocalhost }) };
  if (protocol === 'http:') return connect({ ...where, port: Number(port || 80), noDelay: true });
  return connectTls({
    ...where,
    port: Number(port || 443),
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca && { ca: [...ca] }),
  });
}

/** Connection errors may keep their texts in a list, one per address tried, and have none of their own. */
function describe(error: Error): Error {
  if (!(error instanceof AggregateError)) return error;
  return new Error(error.errors.map(String).join('; '), { cause: error });
}
