import { expect, test } from 'vitest';
import { checkIdentifier } from './check-identifier.ts';

test.each([
  ['server01'],
  ['db-1.example.com'],
  ['a b'],
  ['Zürich'],
  ['a..b'],
  ['x'.repeat(240)],
  ['__proto__'],
])('takes %j', (identifier) => {
  expect(checkIdentifier(identifier)).toBeNull();
});

test.each([
  [''],
  ['.'],
  ['..'],
  ['../x'],
  ['.hidden'],
  ['a/b'],
  ['/etc/passwd'],
  ['a\\b'],
  ['a\u0000b'],
  ['a\nb'],
  ['a\u0085b'],
  ['\ud800'],
  ['x'.repeat(241)],
  ['ü'.repeat(121)],
])('refuses %j', (identifier) => {
  expect(checkIdentifier(identifier)).not.toBeNull();
});
