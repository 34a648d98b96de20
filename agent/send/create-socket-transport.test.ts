import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createSocketTransport } from './create-socket-transport.ts';
import { LONGEST_REPLY } from './read-reply.ts';
import type { Transport } from './transport.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<{ port: number; sockets: Socket[] }> {
  const server = createServer(answer);
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

function open(port: number, timeoutMs = 5000): Transport {
  const url = new URL(`http://127.0.0.1:${port}/api/v1/trickle`);
  const headers = () => ({ apikey: 'pmk_a_b', 'user-agent': 'pcc/test', 'content-encoding': 'gzip' });
  const transport = createSocketTransport({ url, headers, timeoutMs });
  closing.push(() => transport.close());
  return transport;
}

test('sends the bytes and the headers over a connection that stays', async () => {
  const { port, sockets } = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.setHeader('retry-after', '7');
      response.writeHead(503);
      const body = Buffer.concat(chunks).toString('latin1');
      response.end(
        JSON.stringify([
          method,
          url,
          headers.apikey,
          headers['user-agent'],
          headers['content-encoding'],
          body,
        ]),
      );
    });
  });
  const transport = open(port);
  for (let n = 0; n < 6; n += 1) {
    const { status, headers, body } = await transport.post(Buffer.from('x\xff', 'latin1'));
    expect([status, headers['retry-after']]).toEqual([503, '7']);
    expect(JSON.parse(body)).toEqual(['POST', '/api/v1/trickle', 'pmk_a_b', 'pcc/test', 'gzip', 'x\xff']);
  }
  expect(sockets).toHaveLength(1);
});

test('a connection that the server closed while it was idle costs no delivery', async () => {
  const { port, sockets } = await serve((_request, response) => response.end('{}'));
  const transport = open(port);
  await transport.post(Buffer.from('x'));
  for (const socket of sockets) socket.destroy();
  await expect(transport.post(Buffer.from('x'))).resolves.toMatchObject({ status: 200 });
});

test('follows no redirection', async () => {
  const { port } = await serve((_request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('elsewhere');
  });
  await expect(open(port).post(Buffer.from('x'))).resolves.toMatchObject({ status: 302 });
});

test('keeps no more of a reply than any of ours is long', async () => {
  const { port } = await serve((_request, response) => response.end('y'.repeat(LONGEST_REPLY * 3)));
  expect((await open(port).post(Buffer.from('x'))).body).toHaveLength(LONGEST_REPLY);
});

test('gives up a server that says nothing, and one that never ends', async () => {
  const silent = await serve(() => undefined);
  await expect(open(silent.port, 50).post(Buffer.from('x'))).rejects.toThrow('no answer within 50 ms');
  const endless = await serve((_request, response) => void response.write('{'));
  await expect(open(endless.port, 50).post(Buffer.from('x'))).rejects.toThrow('no answer within 50 ms');
});

test('rejects half a reply, a server that is not there, and what was stopped', async () => {
  const { port } = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': 10 });
    response.write('{');
    setTimeout(() => response.destroy(), 10);
  });
  await expect(open(port).post(Buffer.from('x'))).rejects.toThrow();
  await expect(open(1).post(Buffer.from('x'))).rejects.toThrow();
  const silent = await serve(() => undefined);
  const transport = open(silent.port);
  const waiting = transport.post(Buffer.from('x'));
  transport.close();
  await expect(waiting).rejects.toThrow('stopped');
  await expect(transport.post(Buffer.from('x'))).rejects.toThrow('stopped');
});
