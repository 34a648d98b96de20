import { expect, test } from 'vitest';
import { readTags, writeTags } from './written-tags.ts';

test.each([
  ['tier: web\nsite:a', { tier: 'web', site: 'a' }],
  ['url: http://a:80, canary', { url: 'http://a:80', canary: '' }],
  ['', {}],
  [' \n : x\n,', {}],
  ['a: 1\na: 2', { a: '2' }],
])('%j', (text, tags) => {
  expect(readTags(text)).toEqual(tags);
  expect(readTags(writeTags(tags))).toEqual(tags);
});
