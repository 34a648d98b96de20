import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that ends https for its callers, so it says, and hands their requests to the portals in turn. */
export interface RoundRobin {
  port: number;
  close: () => Promise<void>;
}

/** @param ports of the portals; a request with the header x-portal goes to the one it names: 0, 1 … */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  let turn = 0;
  const server = createServer((near, response) => {
    const { 'x-portal': wanted, 'x-scheme': scheme = 'https', ...headers } = near.headers;
    const index = wanted === undefined ? turn++ % ports.length : Number(wanted);
    const far = ask(
      {
        host: '127.0.0.1',
        port: ports[index],
        path: near.url,
        method: near.method,
        agent: false,
        headers: {
          ...headers,
          'x-forwarded-for': '198.51.100.7',
          'x-forwarded-proto': scheme,
          'x-forwarded-host': headers.host,
        },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-portal': String(index) });
        answer.pipe(response);
      },
    );
    far.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    near.on('error', () => far.destroy());
    response.on('close', () => far.destroy());
    near.pipe(far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
