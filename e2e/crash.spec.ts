import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { bearer, call } from './parts/call.ts';
import { demo } from './parts/demo.ts';
import { place } from './parts/place.ts';
import { NODE, startSecondPortal, untilUp } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

const KILLS = 10;

test('the portal killed ten times while pcc trickles: every snapshot is stored exactly once', async () => {
  test.setTimeout(300_000);
  const { apiKey, tenant } = demo();
  const machine = 'crash-test';
  const registered = await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: machine }),
  });
  expect(registered.status).toBe(201);

  const port = await pickFreePort();
  let portal = startSecondPortal(port);
  await untilUp(port);

  let log = '';
  const pcc = spawn(NODE, ['agent/cli/pcc.ts'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PCC_MODE: 'trickle',
      PCC_FREQUENCY: '1s',
      PCC_BATCH_SECONDS: '1s',
      PCC_SERVER: `http://demo.localhost:${port}`,
      PCC_APIKEY: apiKey,
      PCC_IDENTIFIER: machine,
      PCC_RETRY_MAX: '1s',
      PCC_SPOOL: `${place().dataDir}/crash/spool`,
      PCC_APIKEY_FILE: `${place().dataDir}/crash/apikey`,
      PCC_STATUS: 'none',
      PCC_LOGLEVEL: 'debug',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  pcc.stderr.on('data', (chunk) => (log += chunk));

  for (let kill = 0; kill < KILLS; kill++) {
    // Behind the first delivery to this portal (PCC_RETRY_MAX), and anywhere within one: not in step with the ticks.
    await sleep(1200 + Math.random() * 1200);
    portal.kill('SIGKILL');
    await once(portal, 'exit');
    await sleep(Math.random() * 500);
    portal = startSecondPortal(port);
    await untilUp(port);
  }
  await sleep(3000);
  pcc.kill('SIGTERM');
  const [code] = await once(pcc, 'exit');
  expect(code).toBe(0);
  portal.kill('SIGTERM');
  await once(portal, 'exit');

  const lines: { event: string; time_ms?: number; ticks?: number }[] = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const taken = lines.filter(({ event }) => event === 'tick').map((line) => line.time_ms ?? 0);
  expect(taken.length).toBeGreaterThan(20);
  expect(lines.find(({ event }) => event === 'summary')?.ticks).toBe(taken.length);
  const exported = await call(`${tenant}/api/v1/performance/export?machine_id=${machine}`, {
    headers: bearer(apiKey),
  });
  const stored = exported.text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => Math.round(Number(row.split(',')[0]) * 1000));
  expect(stored).toEqual(taken.toSorted((a, b) => a - b));
});
