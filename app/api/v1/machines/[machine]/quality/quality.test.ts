import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { GET } from './route.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
const iso = (time: number) => new Date(time).toISOString();
const range = `start=${base / 1000}&end=${(base + HOUR) / 1000}`;

let own: Record<string, string>;
let foreign: Record<string, string>;
beforeAll(async () => {
  const headersOf = async (who: TenantContext) => ({
    apikey: (await createApiKey(who, { name: 'test', scopes: ['read'] })).key,
  });
  const acme = await freshTenant();
  own = await headersOf(acme);
  foreign = await headersOf(await freshTenant());
  const machine = await tricklingMachine(acme, 'web 1');
  const times = [...everyMs(base, 120, 15_000), ...everyMs(base + HOUR / 2 + 60_000, 116, 15_000)];
  await machine.send(1, makeSnapshots(times, base - HOUR));
});
const ask = (query: string, headers = own, machine = 'web 1') =>
  askRoute(GET, `http://localhost:3000/api/v1/machines/x/quality?${query}`, { headers, params: { machine } });

test('quality in snake case, with ISO times', async () => {
  const { status, body } = await ask(range);
  expect(status).toBe(200);
  const end = base + HOUR / 2 + 60_000;
  expect(body).toEqual({
    machine_id: 'web 1',
    range: { start: iso(base), end: iso(base + HOUR) },
    score: 97,
    reasons: [
      {
        reason: 'coverage',
        text: expect.stringContaining('4 of 240 expected samples are missing'),
        points: 1.2,
      },
      { reason: 'gaps', text: '1 gap longer than 2.5 intervals.', points: 2 },
    ],
    expected_samples: 240,
    present_samples: 236,
    coverage: 236 / 240,
    intervals: [{ from: iso(base), seconds: 15 }],
    gap_count: 1,
    gaps: [{ start: iso(base + HOUR / 2 - 15_000), end: iso(end), seconds: 75, missing: 4 }],
    restarts: [],
    clock_steps: [],
    duplicates: 0,
    out_of_range: [],
  });
  expect((await ask('')).status).toBe(200);
});

test.each([
  ['start=x', 400, 'INVALID_INPUT'],
  [`start=${base}&end=${base}`, 400, 'INVALID_INPUT'],
])('%s is refused', async (query, status, code) => {
  expect(await ask(query)).toMatchObject({ status, body: { error_code: code } });
});

test('an unknown machine, a foreign one, and nobody', async () => {
  expect(await ask(range, own, 'web 2')).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
  expect(await ask(range, foreign)).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
  expect(await ask(range, {})).toMatchObject({ status: 401 });
});
