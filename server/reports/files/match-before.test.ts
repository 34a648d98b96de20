import { expect, test } from 'vitest';
import { matchBefore } from './match-before.ts';

test.each([
  [['web'], ['web'], { web: 'web' }],
  [['after'], ['before'], { after: 'before' }],
  [['db', 'web'], ['web'], { web: 'web' }],
  [['web'], ['db', 'web'], { web: 'web' }],
])('%j compared with %j', (machines, before, matched) => {
  expect(Object.fromEntries(matchBefore(machines, { machines: before }))).toEqual(matched);
});

test('machines of which none was there before are refused', () => {
  expect(() => matchBefore(['web'], { machines: ['db', 'mail'] })).toThrow(
    'The files to compare with have samples of other machines: of db, mail, not of web.',
  );
});
