import { expect, test } from 'vitest';
import { rankEntries } from './rank-entries.ts';

const machine = (label: string, words = '') => ({ group: 'Machines' as const, label, words });
const ENTRIES = [
  machine('web-01'),
  machine('db-web'),
  machine('cobweb'),
  machine('sweeper-benchmark'),
  { group: 'Pages' as const, label: 'API keys', words: 'tokens secrets' },
  { group: 'Actions' as const, label: 'Use the dark theme' },
];
const found = (query: string) => rankEntries(ENTRIES, query).map(({ label }) => label);

test.each([
  ['web', ['web-01', 'db-web', 'cobweb', 'sweeper-benchmark']],
  ['  WEB  01', ['web-01']],
  ['keys api', ['API keys']],
  ['secret', ['API keys']],
  ['dark', ['Use the dark theme']],
  ['apk', ['API keys']],
  ['zzz', []],
  ['(', []],
  ['\\', []],
])('%s', (query, labels) => expect(found(query)).toEqual(labels));

test('nothing typed gives the first of each group, and a long list is cut', () => {
  const many = Array.from({ length: 1000 }, (_, index) => machine(`host-${index}`));
  expect(rankEntries([...many, ...ENTRIES.slice(4)], '')).toHaveLength(10);
  expect(rankEntries(many, 'host')).toHaveLength(40);
});
