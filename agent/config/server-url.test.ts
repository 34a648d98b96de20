import { expect, test } from 'vitest';
import { serverUrl } from './server-url.ts';

test.each([
  ['https://acme.example.com', false, 'https://acme.example.com'],
  ['https://acme.example.com/portal//', false, 'https://acme.example.com/portal'],
  ['acme.example.com:8443', false, 'https://acme.example.com:8443'],
  ['acme.example.com:8080', true, 'http://acme.example.com:8080'],
  ['localhost:3000', false, 'http://localhost:3000'],
  ['Demo.LOCALHOST:3000', false, 'http://Demo.LOCALHOST:3000'],
  ['127.0.0.1:3000', false, 'http://127.0.0.1:3000'],
  ['[::1]:3000', false, 'http://[::1]:3000'],
  ['10.1.2.3:3000', false, 'https://10.1.2.3:3000'],
])('%s (insecure: %s) is %s', (server, insecure, expected) => {
  expect(serverUrl(server, insecure)).toBe(expected);
});

test.each([
  ['', 'PCC_SERVER is missing'],
  ['acme.example.com', 'allowed is a URL such as'],
  ['acme.example.com:99999', 'allowed is a URL such as'],
  ['https://user:pw@acme.example.com', 'allowed is a URL such as'],
  ['http://acme.example.com', 'plain http would send the key in clear text'],
])('refuses %j', (server, message) => {
  expect(() => serverUrl(server, false)).toThrow(message);
});
