import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { SMTPServer } from 'smtp-server';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { demo } from './parts/demo.ts';
import { MEMBER_PASSWORD } from './parts/new-member.ts';
import { startSecondPortal, untilUp } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

const mails: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    let text = '';
    stream.on('data', (part: Buffer) => {
      text += part;
    });
    stream.on('end', () => {
      // Lines are folded (quoted-printable).
      mails.push(text.replace(/=\r?\n/g, '').replaceAll('=3D', '='));
      done();
    });
  },
});
let portal: ChildProcess;
let site = '';

test.beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const port = await pickFreePort();
  site = `http://demo.localhost:${port}`;
  portal = startSecondPortal(port, {
    SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
  });
  await untilUp(port);
});
test.afterAll(async () => {
  portal.kill('SIGTERM');
  await once(portal, 'exit');
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const linkIn = (mail = ''): string => /http:\/\/\S+/.exec(mail)?.[0] ?? '';

test('an invitation goes by mail, and so does a link for who has forgotten the password', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const { email, password } = demo();
  await page.goto(`${site}/sign-in?to=/members`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail to invite').fill('mia@demo.example');
  await page.getByRole('button', { name: 'Send an invitation' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'mia@demo.example' })).toContainText('on its way');
  await expect(page.getByTestId('secret')).toHaveCount(0);
  expect(mails).toHaveLength(1);

  const mia = await (await browser.newContext()).newPage();
  await mia.goto(linkIn(mails[0]));
  await mia.getByLabel('Name').fill('Mia');
  await mia.getByLabel('Password', { exact: true }).fill(MEMBER_PASSWORD);
  await mia.getByRole('button', { name: 'Join' }).click();
  await mia.getByRole('heading', { name: 'Fleet' }).waitFor();

  await mia.context().clearCookies();
  await mia.goto(`${site}/sign-in`);
  await mia.getByRole('link', { name: 'Forgot your password?' }).click();
  const said: string[] = [];
  for (const asked of ['nobody@demo.example', 'mia@demo.example']) {
    await mia.goto(`${site}/forgot`);
    await mia.getByLabel('E-mail').fill(asked);
    const { violations } = await new AxeBuilder({ page: mia }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await mia.getByRole('button', { name: 'Mail me a link' }).click();
    const status = mia.getByRole('status');
    await expect(status).toContainText(asked);
    said.push(((await status.textContent()) ?? '').replace(asked, ''));
  }
  expect(said[0]).toBe(said[1]);
  await mia.screenshot({ path: 'test-results/look/forgot-asked.png' });
  await expect.poll(() => mails.length).toBe(2);
  await mia.goto(linkIn(mails[1]));
  await mia.getByLabel('New password').fill('seven loud pelicans');
  await mia.getByRole('button', { name: 'Set the password' }).click();
  await mia.getByRole('heading', { name: 'Fleet' }).waitFor();
});
