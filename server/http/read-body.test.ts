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
