// The API's routes behind the portal's own door, without pages: what drills have where no portal is built (npm test).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GET as ready } from '#app/api/ready/route.ts';
import { GET as listMachines } from '#app/api/v1/machines/list/route.ts';
import { GET as exportSamples } from '#app/api/v1/performance/export/route.ts';
import { POST as uploadFile } from '#app/api/v1/performance/upload/route.ts';
import { POST as trickle } from '#app/api/v1/trickle/route.ts';
import { PUT as sendContent } from '#app/api/v1/uploads/[upload]/content/route.ts';
import { DELETE as dropUpload, GET as showUpload } from '#app/api/v1/uploads/[upload]/route.ts';
import { POST as beginUpload } from '#app/api/v1/uploads/route.ts';
import { POST as earlierTrickle } from '#app/v1/trickle/route.ts';
import { env } from '#server/env.ts';
import { admitRequest } from '#server/http/admit-request.ts';
import { drainServer } from '#server/http/drain-server.ts';
import { refuseAgain } from '#server/http/refuse-again.ts';
import { NO_PROXY } from '#server/http/trusted-proxies.ts';

type Params = Record<string, string>;
type Handler = (request: Request, route: { params: Promise<never> }) => Promise<Response>;

const ROUTES: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/api\/ready$/, ready],
  ['POST', /^\/api\/v1\/trickle$/, trickle],
  ['POST', /^\/v1\/trickle$/, earlierTrickle],
  ['GET', /^\/api\/v1\/machines\/list$/, listMachines],
  ['GET', /^\/api\/v1\/performance\/export$/, exportSamples],
  ['POST', /^\/api\/v1\/performance\/upload$/, uploadFile],
  ['POST', /^\/api\/v1\/uploads$/, beginUpload],
  ['GET', /^\/api\/v1\/uploads\/(?<upload>[^/]+)$/, showUpload],
  ['DELETE', /^\/api\/v1\/uploads\/(?<upload>[^/]+)$/, dropUpload],
  ['PUT', /^\/api\/v1\/uploads\/(?<upload>[^/]+)\/content$/, sendContent],
];

const open = new Set<ServerResponse>();
const server = createServer((request, response) => {
  open.add(response);
  response.on('close', () => open.delete(response));
  const refusal = admitRequest(request, NO_PROXY);
  if (refusal) response.writeHead(refusal.status, { Connection: 'close' }).end(refusal.message);
  // A client that leaves in the middle is nobody's fault.
  else if (!refuseAgain(request, response)) serve(request, response).catch(() => response.destroy());
});
const { PORT, HOST } = env();
server.listen(PORT, HOST);

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  for (const [method, path, handler] of ROUTES) {
    const found = path.exec(url.pathname);
    if (!found || method !== request.method) continue;
    const params: Params = { ...found.groups };
    const answer = await handler(asRequest(request, response, url), {
      params: Promise.resolve(params as never),
    });
    response.writeHead(answer.status, [...answer.headers].flat());
    if (answer.body) await pipeline(Readable.fromWeb(answer.body as never), response);
    else response.end();
    return;
  }
  response.writeHead(404).end();
}

/** As Next makes it of what came in; it is aborted when the client leaves. */
function asRequest(request: IncomingMessage, response: ServerResponse, url: URL): Request {
  const left = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) left.abort();
  });
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'DELETE')
    return new Request(url, { method, headers, signal: left.signal });
  const sent = { method, headers, signal: left.signal, body: Readable.toWeb(request) as ReadableStream };
  return new Request(url, { ...sent, duplex: 'half' } as RequestInit);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void drainServer(server, open, 5000).then(() => process.exit(0)));
