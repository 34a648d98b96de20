import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isGuessable } from './is-guessable.ts';

test.each([
  'change-me-change-me-please-change-me',
  'CHANGEME-7f3a9c1d5e8b2046f1a3c5e7d9b0',
  'replace_with_a_long_random_string_0123',
  'your-app-secret-goes-here-0123456789abc',
  'example secret of 32 characters, at least',
  'x'.repeat(32),
  'abab'.repeat(16),
  '0123456789abcdef0123456789abcdef',
  '12345678901234567890123456789012',
  '1111111122222222333333334444444455555555',
  'postgres-password-0x7f31c',
])('%s is guessable', (secret) => {
  expect(isGuessable(secret)).toBe(true);
});

test('what openssl rand -hex and -base64 make is not', () => {
  for (let i = 0; i < 2000; i++) {
    const bytes = createHash('sha256').update(String(i)).digest();
    for (const secret of [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('hex', 0, 16)])
      expect(isGuessable(secret), secret).toBe(false);
  }
});
