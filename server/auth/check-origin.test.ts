import { expect, test } from 'vitest';
import { checkOrigin } from './check-origin.ts';

const request = (method: string, headers: Record<string, string>) =>
  new Request('http://demo.localhost:3000/api/x', {
    method,
    headers: { host: 'demo.localhost:3000', ...headers },
  });

test.each([
  ['GET', {}],
  ['GET', { origin: 'https://evil.example' }],
  ['POST', { origin: 'http://demo.localhost:3000' }],
  ['POST', { origin: 'https://DEMO.localhost:3000' }],
  ['DELETE', { 'sec-fetch-site': 'same-origin' }],
])('%s %j is ours', (method, headers) => {
  expect(() => checkOrigin(request(method, headers as Record<string, string>))).not.toThrow();
});

test.each([
  {},
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { origin: 'http://acme.localhost:3000' },
  { origin: 'http://demo.localhost' },
  { origin: 'http://demo.localhost:3000.evil.example' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
])('POST %j is not', (headers) => {
  expect(() => checkOrigin(request('POST', headers as Record<string, string>))).toThrow(
    /did not come from the portal/,
  );
});
