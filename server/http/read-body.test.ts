import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readBody, readJson } from './read-body.ts';

const limits = { wireBytes: 1000, unpackedBytes: 5000 };
const post = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
  new Request('http://demo.localhost/', { method: 'POST', body: body as BodyInit, headers });
const gzip = { 'content-encoding': 'gzip' };

test('plain and gzip bodies are read', async () => {
  expect((await readBody(post('hello'), limits)).toString()).toBe('hello');
  expect((await readBody(post(gzipSync('hello'), { 'content-encoding': 'GZIP' }), limits)).toString()).toBe(
    'hello',
  );
  expect((await readJson(post('{"a":"ü"}'), limits)).value).toEqual({ a: 'ü' });
});

test.each([
  ['too long on the wire', post('x'.repeat(1001)), 'BODY_TOO_LARGE'],
  ['too long unpacked', post(gzipSync('x'.repeat(5001)), gzip), 'BODY_TOO_LARGE'],
  ['a gzip bomb', post(gzipSync(Buffer.alloc(900_000)), gzip), 'BODY_TOO_LARGE'],
  ['not gzip', post('hello', gzip), 'INVALID_INPUT'],
  ['cut-off gzip', post(gzipSync('hello there, hello').subarray(0, 20), gzip), 'INVALID_INPUT'],
  ['another encoding', post('x', { 'content-encoding': 'br' }), 'UNSUPPORTED_ENCODING'],
  ['no JSON', post('{"a":'), 'INVALID_JSON'],
  ['empty', post(''), 'INVALID_JSON'],
  ['not UTF-8', post(new Uint8Array([0x22, 0xff, 0x22])), 'INVALID_JSON'],
])('%s is refused', async (_, request, code) => {
  await expect(readJson(request, limits)).rejects.toMatchObject({ code });
});

test('who sends too much without an end hears so over the same connection', async () => {
  // As Next calls it: the body is the connection itself.
  const server = createServer((incoming, response) => {
    const init = { method: 'POST', headers: incoming.headers, body: incoming, duplex: 'half' };
    const request = new Request('http://demo.localhost/', init as unknown as RequestInit);
    readBody(request, limits).then(
      () => response.end('read'),
      // Later, as where the answer has to be composed first.
      (error) => setImmediate(() => response.writeHead(413).end(error.code)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: demo.localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(`1000\r\n${'x'.repeat(0x1000)}\r\n`);
    let answer = '';
    for await (const data of socket) {
      answer += data;
      if (answer.includes('BODY_TOO_LARGE')) break;
    }
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*BODY_TOO_LARGE/s);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
