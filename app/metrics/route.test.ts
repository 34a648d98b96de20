import { expect, test } from 'vitest';
import { env } from '#server/env.ts';
import { GET } from './route.ts';

const ask = (token?: string) =>
  GET(
    new Request('http://127.0.0.1:3000/metrics', {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }),
  );

test('figures for who has the token; no such page for anybody else, or without one', async () => {
  const token = 'm'.repeat(20);
  expect((await ask(token)).status).toBe(404);
  Object.assign(env(), { METRICS_TOKEN: token });
  expect((await ask()).status).toBe(404);
  expect((await ask('n'.repeat(20))).status).toBe(404);
  const answer = await ask(token);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('# TYPE perfanalysis_deliveries_total counter');
});
