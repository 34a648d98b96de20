import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { drainServer } from './drain-server.ts';

const agent = new Agent({ keepAlive: true });

/** A server whose /slow answers when `finish` is called, and whose /live never ends by itself. */
async function serve() {
  const open = new Set<ServerResponse>();
  let finish = () => {};
  const server: Server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    if (request.url === '/live') response.setHeader('Content-Type', 'text/event-stream').write('data: 1\n\n');
    else if (request.url === '/slow') finish = () => response.end('done');
    else response.end('at once');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ agent, port: (server.address() as AddressInfo).port, path }, resolve).on('error', reject);
    });
  return { server, open, ask, finish: () => finish() };
}

test('what is being answered is answered; streams end; nothing new is taken', async () => {
  const { server, open, ask, finish } = await serve();
  expect(await text(await ask('/'))).toBe('at once');
  const live = await ask('/live');
  const liveEnds = new Promise((resolve) => live.on('close', resolve).on('error', resolve));
  live.resume();
  const slow = ask('/slow');
  while (open.size < 2) await new Promise(setImmediate);
  const drained = drainServer(server, open, 60_000);
  await liveEnds;
  await expect(ask('/')).rejects.toThrow();
  finish();
  expect(await text(await slow)).toBe('done');
  expect(await drained).toBe(0);
});

test('patience ends', async () => {
  const { server, open, ask } = await serve();
  const slow = ask('/slow');
  while (open.size < 1) await new Promise(setImmediate);
  const cutOff = expect(slow).rejects.toThrow();
  const drained = drainServer(server, open, 50);
  await cutOff;
  expect(await drained).toBe(1);
});
