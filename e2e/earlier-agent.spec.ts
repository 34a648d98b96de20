import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HOST_COLUMNS } from '../agent/contract/metrics.ts';
import type { CollectionRecord } from '../agent/contract/record.ts';
import { bearer, call } from './parts/call.ts';
import { demo } from './parts/demo.ts';
import { expect, test } from './parts/test.ts';

const FILES = ['stat', 'meminfo', 'net/dev', 'diskstats'];
const json = { 'content-type': 'application/json' };

/** What the earlier agent records of this very host: whole seconds, no numbers. */
const readRecords = (timestamp: number): Promise<CollectionRecord[]> =>
  Promise.all(
    FILES.map(async (file) => ({
      timestamp,
      subsystem: `/proc/${file}`,
      measurement: await readFile(`/proc/${file}`, 'utf8'),
    })),
  );

test('the earlier agent delivers, with and without a slash at the end, and never twice', async () => {
  const { tenant, portal, apiKey } = demo();
  const name = `earlier ${randomUUID().slice(0, 8)} 100%`;
  const made = await call(`${tenant}/api/collectors/`, {
    method: 'POST',
    headers: { ...bearer(apiKey), ...json },
    body: JSON.stringify({ machine_id: name, tags: { agent: 'earlier' } }),
  });
  expect(made.status, made.text).toBe(201);

  const headers = { apikey: apiKey, ...json };
  for (const url of [`${tenant}/v1/ping`, `${tenant}/v1/ping/`, `${portal}/v1/ping`]) {
    const ping = await call(url, { method: 'POST', headers, body: '{}' });
    expect([ping.status, ping.json()]).toEqual([200, { error: null, message: 'pong' }]);
    const stranger = await call(url, {
      method: 'POST',
      headers: { ...headers, apikey: 'pmk_wrong' },
      body: '{}',
    });
    expect([stranger.status, stranger.json()]).toEqual([401, { error: expect.any(String) }]);
  }

  const start = Math.floor(Date.now() / 1000) - 20;
  const posts: string[] = [];
  for (let i = 0; i < 4; i++) {
    posts.push(JSON.stringify({ identifier: name, measurements: await readRecords(start + i * 5) }));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const paths = ['/v1/trickle', '/v1/trickle/', '/api/trickle/ingest/', '/api/trickle/ingest'];
  // The third comes last, and then everything comes again.
  for (const index of [0, 1, 3, 2, 0, 1, 2, 3]) {
    const url = `${tenant}${paths[index]}`;
    const answer = await call(url, { method: 'POST', headers, body: posts[index] ?? '' });
    expect([answer.status, answer.json()], url).toEqual([200, { error: null }]);
  }

  const query = `machine_id=${encodeURIComponent(name)}`;
  const exported = await call(`${tenant}/api/v1/performance/export?${query}`, { headers: bearer(apiKey) });
  const [head, ...rows] = exported.text.trim().split(/\r?\n/);
  expect(head).toBe(['timestamp', 'machine_id', ...HOST_COLUMNS].join(','));
  expect(rows.map((row) => Number(row.split(',')[0]))).toEqual([0, 5, 10, 15].map((after) => start + after));
  expect(rows.slice(1).every((row) => /^\d+,[^,]+,[\d.]+,/.test(row))).toBe(true);
});

test('machines are listed, shown, changed and removed, also under the earlier paths', async () => {
  const { tenant, apiKey } = demo();
  const name = `a b%20c ${randomUUID().slice(0, 8)}`;
  const headers = { ...bearer(apiKey), ...json };
  const made = await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ machine_id: name, tags: { kind: 'spare' } }),
  });
  const machine = made.json();
  for (const base of [`${tenant}/api/v1/machines`, `${tenant}/api/collectors`]) {
    for (const end of ['', '/']) {
      const listed = await call(`${base}/list${end}?q=${encodeURIComponent(name)}&tag=kind:spare`, {
        headers,
      });
      expect([listed.status, listed.json()]).toEqual([200, { machines: [machine], next_cursor: null }]);
      for (const id of [encodeURIComponent(name), String(machine.id)]) {
        const shown = await call(`${base}/${id}${end}`, { headers });
        expect([shown.status, shown.json()], `${base}/${id}${end}`).toEqual([
          200,
          { ...machine, warnings: [] },
        ]);
      }
    }
  }
  const url = `${tenant}/api/v1/machines/${encodeURIComponent(name)}`;
  const changed = await call(url, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ display_name: 'Spare' }),
  });
  expect(changed.json()).toEqual({ ...machine, display_name: 'Spare' });
  const unsure = await call(url, { method: 'DELETE', headers });
  expect([unsure.status, unsure.json()]).toMatchObject([400, { error_code: 'INVALID_INPUT' }]);
  const removed = await call(`${url}?confirm=${encodeURIComponent(name)}`, { method: 'DELETE', headers });
  expect([removed.status, removed.text]).toEqual([204, '']);
  const gone = await call(url, { headers });
  expect([gone.status, gone.json()]).toMatchObject([404, { error_code: 'NOT_FOUND' }]);
});

test('status is told under both paths', async () => {
  const { tenant, machineKey, machine } = demo();
  for (const path of ['/api/v1/trickle/status', '/api/trickle/status', '/api/trickle/status/']) {
    const status = await call(`${tenant}${path}`, { headers: { apikey: machineKey } });
    expect([status.status, status.json()], path).toMatchObject([200, { machine_id: machine, online: true }]);
  }
});
