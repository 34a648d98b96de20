import { expect, test } from 'vitest';
import { env } from '#server/env.ts';
import { ensureDatabase } from './ensure-database.ts';

test('the database of the test is as it should be', async () => {
  await ensureDatabase();
});

test('an empty one will do for who makes the tables', async () => {
  const url = new URL(env().DATABASE_URL);
  url.pathname = '/template1';
  await ensureDatabase({ url: url.toString(), mayBeEmpty: true });
});

test.each<[string, Partial<URL>, RegExp]>([
  ['nobody listens', { port: '1' }, /\(127\.0\.0\.1:1\/t_\w+\) cannot be reached: connect ECONNREFUSED/],
  ['no such host', { hostname: 'db.invalid' }, /db\.invalid.* cannot be reached: getaddrinfo/],
  [
    'another password',
    { password: 'of-another-server' },
    /cannot be reached: password authentication failed/,
  ],
  [
    'no such database',
    { pathname: '/not_there' },
    /not_there\) cannot be reached: database "not_there" does not/,
  ],
  ['no tables', { pathname: '/template1' }, /template1\) has no tables yet: run `npm run migrate`/],
])('%s: told in words, without the password', async (_, change, words) => {
  const url = new URL(env().DATABASE_URL);
  const { password } = url;
  Object.assign(url, change);
  const error = await ensureDatabase({ url: url.toString() }).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ name: 'DatabaseError', message: expect.stringMatching(words) });
  expect(String(error)).not.toContain(password);
});
