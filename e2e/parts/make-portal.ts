import { execFileSync } from 'node:child_process';
import type { BrowserContext, Page } from '@playwright/test';
import { call } from './call.ts';
import { demo } from './demo.ts';
import { place } from './place.ts';
import { NODE } from './second-portal.ts';
import { expect } from './test.ts';

/** A portal of its own for a test. */
export interface OwnPortal {
  /** `http://slug.localhost:port`. */
  url: string;
  email: string;
  password: string;
  /** Opens a page of it, `path` with its slash, as its owner. */
  open: (page: Page, path?: string) => Promise<void>;
  remove: () => void;
}

/** The command for operators, `npm run tenant`; gives what it prints. */
export const runTenant = (...args: string[]): string =>
  execFileSync(NODE, ['scripts/tenant.ts', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: place().dataDir, PORT: String(place().port) },
  });

/** Makes an empty portal with an owner, who has never been there. */
export async function makePortal(slug: string, name: string): Promise<OwnPortal> {
  const url = demo().tenant.replace('//demo.', `//${slug}.`);
  const [email, password] = [`owner@${slug}.example`, 'a long enough password'];
  const printed = runTenant('create', slug, '--owner', email, '--name', name);
  const token = /\/invite\/(\S+)/.exec(printed)?.[1];
  const accepted = await call(`${url}/api/trpc/invitations.accept`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ json: { token, name: 'Flo', password } }),
  });
  expect(accepted.status, accepted.text).toBe(200);
  // A sign-in per test would meet the limit per address.
  let cookies: Awaited<ReturnType<BrowserContext['cookies']>> = [];
  const open = async (page: Page, path = '/') => {
    await page.context().addCookies(cookies);
    await page.goto(`${url}${path}`);
    if (new URL(page.url()).pathname !== '/sign-in') return;
    // From here it leads to the fleet.
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Fleet', exact: true }).waitFor();
    cookies = await page.context().cookies(url);
    if (path !== '/') await page.goto(`${url}${path}`);
  };
  return { url, email, password, open, remove: () => runTenant('delete', slug, '--now', '--confirm', slug) };
}
