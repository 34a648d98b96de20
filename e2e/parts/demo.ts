import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cookie, Page } from '@playwright/test';
import type { Demo } from '../../server/demo/ensure-demo.ts';
import { place } from './place.ts';

/** What `npm run up` wrote for scripts. */
export const demo = (): Demo => JSON.parse(readFileSync(join(place().dataDir, 'demo.json'), 'utf8'));

/** The newest session of this worker: a sign-in per test would meet the limit per address. */
let cookies: Cookie[] = [];

/** Is signed in as the demo's owner, and waits for the fleet. */
export async function signIn(page: Page): Promise<Demo> {
  const account = demo();
  const fleet = page.getByRole('heading', { name: 'Fleet' });
  const email = page.getByLabel('E-mail');
  await page.context().addCookies(cookies);
  await page.goto(account.tenant);
  // A test may have ended the session.
  await fleet.or(email).first().waitFor();
  if (await fleet.isVisible()) return account;
  await email.fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await fleet.waitFor();
  cookies = await page.context().cookies(account.tenant);
  return account;
}

/** Opens a page of the demo's portal, `path` with its slash, as the owner. */
export async function openPage(page: Page, path: string): Promise<Demo> {
  const account = demo();
  const url = `${account.tenant}${path}`;
  await page.context().addCookies(cookies);
  await page.goto(url);
  if (new URL(page.url()).pathname !== '/sign-in') return account;
  await signIn(page);
  await page.goto(url);
  return account;
}

/** Opens the page of the host that pcc collects from. */
export async function openMachine(page: Page, range = '15m'): Promise<Demo> {
  const account = await openPage(page, `/machines/${encodeURIComponent(demo().machine)}?range=${range}`);
  await page.getByTestId('chart-cpu').waitFor();
  return account;
}
