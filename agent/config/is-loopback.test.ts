import { expect, test } from 'vitest';
import { isLoopback } from './is-loopback.ts';

test.each([
  ['http://localhost:3000', true],
  ['http://Demo.LOCALHOST:3000', true],
  ['http://demo.localhost./', true],
  ['http://127.0.0.1', true],
  ['http://127.9.9.9', true],
  ['http://[::1]:3000', true],
  ['http://notlocalhost', false],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://10.0.0.1', false],
  ['http://[::2]', false],
])('%s', (url, expected) => {
  expect(isLoopback(new URL(url).hostname)).toBe(expected);
});
