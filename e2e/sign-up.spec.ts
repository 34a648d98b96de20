import { once } from 'node:events';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { call } from './parts/call.ts';
import { demo } from './parts/demo.ts';
import { startSecondPortal, untilUp } from './parts/second-portal.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const PASSWORD = 'three quiet herons';
const SLUG = `sea-cargo-${process.pid}`;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

async function fill(page: Page, form: { organisation: string; email: string; password?: string }) {
  await page.getByLabel('Organisation').fill(form.organisation);
  await page.getByLabel('Your name').fill('Sam');
  await page.getByLabel('E-mail').fill(form.email);
  await page.getByLabel('Password', { exact: true }).fill(form.password ?? PASSWORD);
}
const state = (page: Page) => page.getByTestId('slug-state');

test('somebody opens a portal on the bare domain, and signs in at its own address', async ({ page }) => {
  const { portal } = demo();
  await page.goto(portal);
  await expect(page.getByRole('heading', { name: 'Find your portal' })).toBeVisible();
  await page.getByRole('link', { name: 'Open a portal' }).click();
  await expect(page.getByLabel('Organisation')).toBeFocused();

  // The address follows the organisation until somebody types one.
  await fill(page, { organisation: `Sea Cargo ${process.pid}`, email: `sam@${SLUG}.example` });
  const address = page.getByLabel('Address of the portal');
  await expect(address).toHaveValue(SLUG);
  await expect(state(page)).toHaveText('It is free.');
  for (const [typed, why] of [
    ['admin', 'is kept for'],
    ['1ogin', 'looks like “login”'],
    ['xn--a', 'encoded'],
    ['a b', 'small letters'],
    ['demo', '“demo” is taken.'],
    ['dern0', 'looks too much like'],
  ] as const) {
    await address.fill(typed);
    await expect(state(page), typed).toContainText(why);
    await expect(address).toHaveAttribute('aria-invalid', 'true');
  }
  await address.fill('demo');
  await state(page).getByRole('button', { name: 'Take demo-2' }).click();
  await expect(state(page)).toHaveText('It is free.');
  await address.fill(SLUG);
  await expect(state(page)).toHaveText('It is free.');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await page.keyboard.press('Tab');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  const own = demo().tenant.replace('//demo.', `//${SLUG}.`);
  await expect(page).toHaveURL(`${own}/sign-in?email=${encodeURIComponent(`sam@${SLUG}.example`)}`);
  await expect(page.getByLabel('E-mail')).toHaveValue(`sam@${SLUG}.example`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  await page.goto(`${own}/audit`);
  await expect(page.getByRole('cell', { name: /Opened the portal/ })).toBeVisible();
  await page.goto(`${own}/members`);
  await expect(page.getByRole('cell', { name: 'Sam (you)' })).toBeVisible();
});

test('a weak password, a taken name and an account of somebody else are refused, each with its reason', async ({
  page,
}) => {
  allowErrors(/status of 4\d\d .*\/signUps\./);
  await page.goto(`${demo().portal}/sign-up`);
  // Next has an alert of its own on every page.
  const refused = (why: string) => page.getByRole('alert').filter({ hasText: why });
  const send = () => page.getByRole('button', { name: 'Open the portal' }).click();
  await fill(page, { organisation: 'Other Cargo', email: 'other@cargo.example', password: 'Password1234' });
  await send();
  await expect(refused('This password')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await fill(page, { organisation: `Sea Cargo ${process.pid}`, email: 'other@cargo.example' });
  await expect(state(page)).toContainText('is taken');
  await send();
  await expect(refused('is taken')).toBeVisible();
  await fill(page, { organisation: 'Other Cargo', email: demo().email });
  await send();
  await expect(refused('do not go together')).toBeVisible();
  await expect(page).toHaveURL(`${demo().portal}/sign-up`);
});

test('switched off, the pages say so and the call refuses; on a portal there is no sign-up', async ({
  page,
}) => {
  allowErrors(/status of 404 .*\/sign-up/);
  const port = await pickFreePort();
  const second = startSecondPortal(port, { SIGN_UP: 'false' });
  try {
    await untilUp(port);
    const origin = `http://localhost:${port}`;
    await page.goto(origin);
    await expect(page.getByRole('link', { name: 'Open a portal' })).toHaveCount(0);
    await page.goto(`${origin}/sign-up`);
    await expect(page.getByRole('heading', { name: 'Portals are not opened here' })).toBeVisible();
    const form = {
      organisation: 'x',
      slug: 'switched-off',
      name: 'x',
      email: 'x@x.example',
      password: PASSWORD,
    };
    const open = (to: string, from: string) =>
      call(`${to}/api/trpc/signUps.open`, {
        method: 'POST',
        headers: { origin: from, 'content-type': 'application/json' },
        body: JSON.stringify({ json: form }),
      });
    expect((await open(origin, origin)).status).toBe(403);
    expect((await open(demo().portal, 'https://evil.example')).status).toBe(403);
    expect((await open(demo().tenant, demo().tenant)).status).toBe(404);
    expect((await page.goto(`${demo().tenant}/sign-up`))?.status()).toBe(404);
  } finally {
    second.kill('SIGTERM');
    await once(second, 'exit');
  }
});
