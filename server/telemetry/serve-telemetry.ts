import { createServer, type Server } from 'node:http';
import { mayReadTelemetry } from './may-read-telemetry.ts';
import { readTelemetry } from './read-telemetry.ts';

/** Answers for a process that serves nothing else: GET /api/health while it lives, GET /metrics with the token. */
export function serveTelemetry(port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method === 'GET' && path === '/api/health') {
      response.setHeader('Content-Type', 'application/json').end('{"status":"ok"}');
    } else if (
      request.method === 'GET' &&
      path === '/metrics' &&
      mayReadTelemetry(request.headers.authorization ?? null)
    ) {
      readTelemetry().then(
        ({ text, contentType }) => response.setHeader('Content-Type', contentType).end(text),
        () => response.writeHead(500).end(),
      );
    } else response.writeHead(404).end('Not found\n');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(server));
  });
}
