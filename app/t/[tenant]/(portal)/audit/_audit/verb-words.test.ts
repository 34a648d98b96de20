import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detailWords, verbWords } from './verb-words.ts';

test('every verb that is recorded has words', () => {
  const verbs = globSync('{server,app}/**/*.ts', { exclude: ['**/*.test.ts', '**/generated/**'] }).flatMap(
    (file) =>
      [...readFileSync(file, 'utf8').matchAll(/verb: '([a-z_]+\.[a-z_]+)'/g)].map(([, verb]) => verb ?? ''),
  );
  expect(verbs.length).toBeGreaterThan(15);
  expect(verbs.filter((verb) => verbWords(verb) === verb)).toEqual([]);
});

test.each([
  [{}, ''],
  [{ from: 'viewer', to: 'admin' }, 'from viewer, to admin'],
  [{ scopes: ['read', 'write'], machine_id: 'web', nothing: null }, 'scopes read write, machine id web'],
])('%j', (details, words) => {
  expect(detailWords(details)).toBe(words);
});
