import { expect, test } from 'vitest';
import { parseTrustedProxies } from './trusted-proxies.ts';

test.each([
  ['true', '203.0.113.9', true],
  ['false', '127.0.0.1', false],
  ['127.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '::ffff:127.0.0.1', true],
  ['127.0.0.1', '127.0.0.2', false],
  ['10.0.0.0/8, 192.0.2.7', '10.200.3.4', true],
  ['10.0.0.0/8, 192.0.2.7', '192.0.2.7', true],
  ['10.0.0.0/8, 192.0.2.7', '192.0.2.8', false],
  ['fd00::/8', 'fd12::1', true],
  ['fd00::/8', 'fe80::1', false],
  ['10.0.0.0/8', 'unknown', false],
])('%s trusts %s: %s', (setting, address, trusted) => {
  expect(parseTrustedProxies(setting)?.trusts(address)).toBe(trusted);
});

test.each([
  '',
  'maybe',
  '10.0.0.0/33',
  '10.0.0/8',
  'fd00::/129',
  '10.0.0.1/8/8',
  '10.0.0.1;10.0.0.2',
  '10.0.0.0/-1',
])('"%s" is no list', (setting) => {
  expect(parseTrustedProxies(setting)).toBeNull();
});
