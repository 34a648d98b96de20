import { expect, test } from 'vitest';
import { mutate } from './mutate.ts';
import { seededRandom } from './random.ts';

const request = {
  method: 'POST',
  path: '/api/v1/trickle',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"identifier":"a","snapshots":[{"records":[{"timestamp":1767813011}]}]}'),
};
const run = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 300 }, () => mutate(request, random));
};

test('the same seed makes the same requests, another makes others', () => {
  expect(run(1)).toEqual(run(1));
  expect(run(2)).not.toEqual(run(1));
});

test('nearly all of them are changed, and the request itself is not', () => {
  const before = request.body.toString();
  const bodies = run(3).map(({ body }) => body.toString());
  expect(new Set(bodies).size).toBeGreaterThan(200);
  expect(request.body.toString()).toBe(before);
  expect(request.headers).toEqual({ 'content-type': 'application/json' });
});
