import { describe, expect, test } from 'vitest';
import { createReplyReader } from './create-reply-reader.ts';
import type { Reply } from './read-reply.ts';

const ok = 'HTTP/1.1 200 OK\r\n';

/** Feeds `text` in pieces of `size` bytes; then the connection ends. */
function read(text: string, size = text.length): { reply: Reply | null; reusable: boolean } {
  const reader = createReplyReader();
  let reply: Reply | null = null;
  for (let at = 0; at < text.length && !reply; at += size)
    reply = reader.take(Buffer.from(text.slice(at, at + size), 'latin1'));
  return { reply: reply ?? reader.end(), reusable: reader.isReusable() };
}

describe.each([1, 3, 1000])('in pieces of %i bytes', (size) => {
  test.each([
    ['a length', `${ok}Content-Length: 2\r\n\r\n{}`, '{}', true],
    ['an empty body', `${ok}content-length: 0\r\n\r\n`, '', true],
    ['lines that end as in Unix', 'HTTP/1.1 200 OK\ncontent-length: 2\n\n{}', '{}', true],
    [
      'chunks',
      `${ok}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n01;a=b\r\n}\r\n0\r\nx: y\r\n\r\n`,
      '{}',
      true,
    ],
    ['no chunk', `${ok}Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n`, '', true],
    ['the end of the connection', `${ok}\r\n{}`, '{}', false],
    [
      'a connection that is to be closed',
      `${ok}connection: Close\r\ncontent-length: 2\r\n\r\n{}`,
      '{}',
      false,
    ],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\n{}', '{}', false],
    [
      'what is before',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\na: b\r\n\r\n${ok}content-length: 2\r\n\r\n{}`,
      '{}',
      true,
    ],
  ])('reads a reply with %s', (_, text, body, reusable) => {
    expect(read(text, size)).toMatchObject({ reply: { status: 200, body }, reusable });
  });

  test.each([
    ['the status line', 'HTTP/1.1 200'],
    ['the head', `${ok}content-length: 2\r\n`],
    ['the body', `${ok}content-length: 3\r\n\r\n{}`],
    ['a chunk', `${ok}transfer-encoding: chunked\r\n\r\n3\r\n{}`],
    ['the last chunk', `${ok}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`],
    ['nothing', ''],
  ])('takes no reply that is cut off in %s', (_, text) => {
    expect(read(text, size)).toEqual({ reply: null, reusable: false });
  });

  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['a status that is none', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['a length that is none', `${ok}content-length: -1\r\n\r\n{}`],
    ['two lengths in one', `${ok}content-length: 2, 2\r\n\r\n{}`],
    ['a chunk without a size', `${ok}transfer-encoding: chunked\r\n\r\nx\r\n`],
    ['a chunk longer than its size', `${ok}transfer-encoding: chunked\r\n\r\n1\r\n{}\r\n`],
  ])('refuses %s', (_, text) => {
    expect(() => read(text, size)).toThrow('no HTTP response');
  });
});

test.each([204, 304])('a %i has no body', (status) => {
  const text = `HTTP/1.1 ${status} None\r\n\r\n`;
  expect(read(text)).toMatchObject({ reply: { status, body: '' }, reusable: true });
});

test('has the headers by their names in small letters', () => {
  const text = 'HTTP/1.1 503 Busy\r\nRetry-After:  7 \r\nno field\r\nX-A: b: c\r\ncontent-length: 0\r\n\r\n';
  expect(read(text).reply?.headers).toEqual({ 'retry-after': '7', 'x-a': 'b: c', 'content-length': '0' });
});

test('does not trust a connection that says more than it was asked', () => {
  expect(read(`${ok}content-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n`)).toMatchObject({
    reply: { body: '{}' },
    reusable: false,
  });
});

test('reads no head without an end', () => {
  const reader = createReplyReader();
  expect(() => {
    for (let n = 0; n < 100; n += 1) reader.take(Buffer.from(`x-${n}: ${'y'.repeat(1000)}\r\n`));
  }).toThrow('a head without an end');
});
