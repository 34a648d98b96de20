import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { httpsAddress } from './https-address.ts';

const request = (url: string, proto?: string, host = 'acme.example.com') =>
  ({ url, headers: { host, ...(proto && { 'x-forwarded-proto': proto }) } }) as unknown as IncomingMessage;

test.each([
  ['https://example.com', '/x?a=1', 'http', 'https://acme.example.com/x?a=1'],
  ['https://example.com:8443', '/', 'http', 'https://acme.example.com:8443/'],
  ['https://example.com', '/x', 'https', null],
  ['https://example.com', '/x', undefined, null],
  ['http://example.com', '/x', 'http', null],
  ['https://example.com', '/api/health', 'http', null],
  ['https://example.com', '/api/ready?x', 'http', null],
  ['https://example.com', '/metrics', 'http', null],
  ['https://example.com', '/api/healthy', 'http', 'https://acme.example.com/api/healthy'],
])('%s %s by %s: %s', (publicUrl, url, proto, expected) => {
  expect(httpsAddress(request(url, proto), publicUrl)).toBe(expected);
});

test('the port of plain http is left behind', () => {
  expect(httpsAddress(request('/', 'http', 'acme.example.com:80'), 'https://example.com')).toBe(
    'https://acme.example.com/',
  );
});
