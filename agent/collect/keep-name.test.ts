import { expect, test } from 'vitest';
import { keepName } from './keep-name.ts';

test.each([
  [[], 'sda', true],
  [['sd*'], 'sda', true],
  [['sd*'], 'nvme0n1', false],
  [['sd*', 'nvme*'], 'nvme0n1', true],
  [['!loop*'], 'sda', true],
  [['!loop*'], 'loop0', false],
  [['sd*', '!sdb'], 'sdb', false],
  [['!sdb', 'sd*'], 'sdb', false],
  [['sd?'], 'sda', true],
  [['sd?'], 'sda1', false],
  [['/srv/*'], '/srv/a/b', true],
  [['a.c'], 'abc', false],
  [['[ab]$'], '[ab]$', true],
  [['*'], '', true],
  [['**********b'], 'a'.repeat(250), false],
])('%j on %j: %s', (patterns, name, expected) => {
  expect(keepName(patterns)(name)).toBe(expected);
});
