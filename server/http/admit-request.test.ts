import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitRequest } from './admit-request.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';

const proxiesOf = (setting: string) => {
  const proxies = parseTrustedProxies(setting);
  if (!proxies) throw new Error(`${setting} is no setting`);
  return proxies;
};

let server: Server;
let trustProxy: boolean | string = false;
beforeAll(async () => {
  server = createServer((request, response) => {
    const refusal = admitRequest(request, proxiesOf(String(trustProxy)));
    const {
      host,
      'x-forwarded-for': address,
      'x-forwarded-proto': proto,
      'x-request-id': id,
    } = request.headers;
    response.setHeader('X-Request-Id', String(id));
    response.writeHead(refusal?.status ?? 200).end(JSON.stringify(refusal ?? { host, address, proto }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** Sends header lines as they stand, which no HTTP client would. */
const send = (...lines: string[]) => sendTo('/', ...lines);

async function sendTo(
  target: string,
  ...lines: string[]
): Promise<{ status: number; id: string | undefined; body: Record<string, unknown> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(`${[`GET ${target} HTTP/1.1`, ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  const answer = await text(socket);
  const status = Number(answer.split(' ')[1]);
  const body = /\{.*\}/s.exec(answer)?.[0];
  const id = /^x-request-id: (.*)$/im.exec(answer)?.[1]?.trim();
  return { status, id, body: body ? JSON.parse(body) : {} };
}

test('one Host comes in; two, or none, do not', async () => {
  expect(await send('Host: demo.localhost')).toMatchObject({ status: 200, body: { host: 'demo.localhost' } });
  expect((await send('Host: demo.localhost', 'Host: acme.localhost')).status).toBe(400);
  expect((await send('Host: demo.localhost', 'host: demo.localhost')).status).toBe(400);
  expect((await send()).status).toBe(400);
});

test('forwarding headers of strangers are dropped', async () => {
  trustProxy = false;
  const { body } = await send(
    'Host: demo.localhost',
    'X-Forwarded-For: 8.8.8.8',
    'X-Forwarded-Host: acme.localhost',
    'X-Forwarded-Proto: https',
  );
  expect(body).toEqual({ host: 'demo.localhost', address: '127.0.0.1' });
});

test("behind our own proxy its words count, the client's do not", async () => {
  trustProxy = true;
  const { body } = await send(
    'Host: 10.0.0.5:3000',
    'X-Forwarded-For: 1.1.1.1, 8.8.8.8',
    'X-Forwarded-Host: acme.example.com',
    'X-Forwarded-Proto: https',
  );
  expect(body).toEqual({ host: 'acme.example.com', address: '8.8.8.8', proto: 'https' });
});

test('with a list, hops of ours are passed over; a neighbour that is not on it says nothing', async () => {
  const lines = [
    'Host: 10.0.0.5:3000',
    'X-Forwarded-For: 1.1.1.1, 8.8.8.8, 10.0.0.2',
    'X-Forwarded-Host: acme.example.com',
  ];
  trustProxy = '127.0.0.1, 10.0.0.0/8';
  expect((await send(...lines)).body).toEqual({ host: 'acme.example.com', address: '8.8.8.8' });
  expect((await send('Host: x', 'X-Forwarded-For: 10.0.0.1, 10.0.0.2')).body.address).toBe('10.0.0.1');
  expect((await send('Host: x')).body.address).toBe('127.0.0.1');
  trustProxy = '10.0.0.0/8';
  expect((await send(...lines)).body).toEqual({ host: '10.0.0.5:3000', address: '127.0.0.1' });
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('a request has an id of ours, also one that is turned away', async () => {
  for (trustProxy of [true, false]) {
    const ids = [
      (await send('Host: demo.localhost')).id,
      (await send('Host: demo.localhost')).id,
      (await send('Host: demo.localhost', 'Host: acme.localhost')).id,
    ];
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(3);
  }
});

test.each([
  ['as nginx makes them', true, '8b7f2c1d0e9a4b5c8d7e6f5a4b3c2d1e', true],
  ['as a UUID', true, '0b0e3f8e-6f0c-4c53-9f7e-2f1a3b4c5d6e', true],
  ['of a stranger', false, '8b7f2c1d0e9a4b5c8d7e6f5a4b3c2d1e', false],
  ['too short', true, 'abc', false],
  ['endless', true, 'x'.repeat(129), false],
  ['with blanks', true, 'abcdefgh ijkl', false],
  ['with what a log would read', true, 'abcdefgh"}{', false],
])('an id %s', async (_, trusted, given, kept) => {
  trustProxy = trusted;
  const { id } = await send('Host: demo.localhost', `X-Request-Id: ${given}`);
  if (kept) expect(id).toBe(given);
  else expect(id).toMatch(UUID);
});

test('two ids are none', async () => {
  trustProxy = true;
  expect((await send('Host: demo.localhost', 'X-Request-Id: aaaaaaaa', 'X-Request-Id: bbbbbbbb')).id).toMatch(
    UUID,
  );
});

test.each([
  ['/machines/a%20b?q=%ff', 200],
  ['/machines/%ff', 400],
  ['/machines/%ed%a0%80', 400],
  ['/machines/%', 400],
  ['//evil.example/', 400],
  ['http://demo.localhost/', 400],
  ['http://evil.example/', 400],
  ['*', 400],
])('the target %s: %d', async (target, status) => {
  expect((await sendTo(target, 'Host: demo.localhost')).status).toBe(status);
});

test.each([
  ['%5B%22%22%2C%7B%7D%5D', 200],
  [
    '%5B%22%22%2C%7B%22children%22%3A%5B%5B%22a%22%2C%22b%22%2C%22d%22%5D%2C%7B%7D%2Cnull%2C%22refetch%22%5D%7D%5D',
    200,
  ],
  ['nonsense', 400],
  ['%ff', 400],
  ['%5B%5D', 400],
  ['%5B%22%22%2C%7B%22children%22%3A5%7D%5D', 400],
])('where a page says it is: %s: %d', async (state, status) => {
  const answer = await send('Host: demo.localhost', `Next-Router-State-Tree: ${state}`);
  expect(answer.status).toBe(status);
});
