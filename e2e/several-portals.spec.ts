import { once } from 'node:events';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { demo } from './parts/demo.ts';
import { startSecondPortal, untilUp } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

test('a page of one portal process moves with samples that another one took in', async ({ page }) => {
  const port = await pickFreePort();
  const portal = startSecondPortal(port);
  try {
    await untilUp(port);
    const { email, password, machine } = demo();
    const second = `http://demo.localhost:${port}`;
    await page.goto(`${second}/sign-in?to=${encodeURIComponent(`/machines/${machine}?range=5m`)}`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const chart = page.getByTestId('chart-cpu');
    await chart.waitFor();
    const last = async () => Number(await chart.getAttribute('data-last'));
    const before = await last();
    await expect.poll(last, { timeout: 20_000 }).toBeGreaterThan(before + 3000);
  } finally {
    // An open page would go on asking who is gone.
    await page.close();
    portal.kill('SIGTERM');
    await once(portal, 'exit');
  }
});
