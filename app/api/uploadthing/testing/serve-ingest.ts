import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import * as ingest from '../ingest/[key]/route.ts';
import * as handler from '../route.ts';

type Handler = (request: Request, route: { params: Promise<object> }) => Promise<Response>;

/** A real HTTP server with UploadThing's handler and the portal's own ingest server, as Next would call them. */
export async function serveIngest(): Promise<{ port: number; close: () => void }> {
  const server = createServer((incoming, outgoing) => {
    const { host = '' } = incoming.headers;
    const method = incoming.method ?? 'GET';
    const routes: Record<string, unknown> = incoming.url?.startsWith('/api/uploadthing/ingest/')
      ? ingest
      : handler;
    const route = routes[method] as Handler;
    const hasBody = method === 'POST' || method === 'PUT';
    const request = new Request(`http://${host}${incoming.url}`, {
      method,
      headers: incoming.headers as Record<string, string>,
      ...(hasBody && { body: Readable.toWeb(incoming) as BodyInit, duplex: 'half' }),
    });
    void route(request, { params: Promise.resolve({}) }).then((response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      const body = response.body as ReadableStream | null;
      if (body) Readable.fromWeb(body).pipe(outgoing);
      else outgoing.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
