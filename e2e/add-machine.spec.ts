import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from './parts/call.ts';
import { demo, signIn } from './parts/demo.ts';
import { expect, test } from './parts/test.ts';

test('one line from the page puts the agent on a host, and the page sees its first sample', async ({
  page,
}) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Add a machine' }).click();
  await page.getByLabel('Name of the machine').fill('db prod 01');
  await page.getByRole('button', { name: 'Make its key' }).click();
  const line = (await page.getByTestId('install-line').textContent()) ?? '';
  await expect(page.getByRole('status')).toContainText('Waiting for the first sample');

  // As the line does, but below a folder instead of this host's own, and without a service.
  const root = mkdtempSync(join(tmpdir(), 'perfanalysis-root-'));
  const command = line.replace('| sudo sh', '| sh');
  const printed = execFileSync('sh', ['-c', `${command} --root "${root}" --frequency 1s`], {
    encoding: 'utf8',
  });
  expect(printed).toContain('Installed below');
  const state = join(root, 'var/lib/perfanalysis-agent');
  // The single file where `npm run build:agent` made it, else the bundle with the Node we have.
  const bundle = join(root, 'opt/perfanalysis/pcc.mjs');
  const [program, ...first] = existsSync(bundle)
    ? ['node_modules/.bin/node', bundle]
    : [join(root, 'opt/perfanalysis/pcc')];
  const pcc = spawn(
    program,
    [
      ...first,
      ...['--config', join(root, 'etc/perfanalysis/pcc.yaml')],
      ...['--apikey-file', join(state, 'apikey'), '--spool', join(state, 'spool')],
      ...['--status', join(state, 'status.json'), '--loglevel', 'error'],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env.PATH, NODE_ENV: 'production' } },
  );
  await expect(page.getByRole('status')).toContainText('Samples are arriving', { timeout: 30_000 });
  await page.getByRole('link', { name: 'Open db prod 01' }).click();
  await expect(page.getByRole('heading', { name: 'db prod 01' })).toBeVisible();
  await expect(page.getByTestId('chart-cpu')).toBeVisible();
  pcc.kill('SIGTERM');
  expect(await once(pcc, 'exit')).toEqual([0, null]);
  rmSync(root, { recursive: true });
});

test('the script and the files are open to everybody, and nothing else is', async () => {
  const { tenant, portal } = demo();
  const script = await call(`${tenant}/install.sh`);
  expect(script.status).toBe(200);
  expect(script.text).toContain(`SERVER='${tenant}'`);
  expect((await call(`${tenant}/api/v1/agent/SHA256SUMS`)).text).toMatch(/^[0-9a-f]{64} {2}pcc\.mjs$/m);
  for (const name of ['..%2F..%2Fpackage.json', 'package.json', '%00', 'SHA256SUMS%0A', '.'])
    expect((await call(`${tenant}/api/v1/agent/${name}`)).status, name).not.toBe(200);
  const { port } = new URL(portal);
  expect((await call(`http://nobody.localhost:${port}/install.sh`)).status).toBe(404);
});
