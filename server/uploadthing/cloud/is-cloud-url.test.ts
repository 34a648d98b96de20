import { expect, test } from 'vitest';
import { isCloudUrl } from './is-cloud-url.ts';

test.each([
  ['https://abc123.ufs.sh/f/key', true],
  ['https://utfs.io/f/key', true],
  ['https://utfs.io/a/app/key?x=1', true],
  ['http://utfs.io/f/key', false],
  ['https://utfs.io:8443/f/key', false],
  ['https://user@utfs.io/f/key', false],
  ['https://:secret@utfs.io/f/key', false],
  ['https://ufs.sh.evil.example/f', false],
  ['https://evilufs.sh/f', false],
  ['https://utfs.io.evil.example/f', false],
  ['https://evil.example/?.ufs.sh', false],
  ['https://evil.example#.ufs.sh', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['file:///etc/passwd', false],
  ['/f/key', false],
  ['', false],
])('%j: %j', (url, expected) => expect(isCloudUrl(url)).toBe(expected));
