import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/test/find-browser.ts';
import type { FilledTenant } from './owned-tenant.ts';
import { watchPage } from './watch-page.ts';

const PATIENCE_MS = 60_000;
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium without any throttling. Each context is as a browser just installed, but signed in. */
export async function openBrowser() {
  const say = Object.assign(() => undefined, { upToDate: () => undefined });
  const executablePath = findBrowser(say);
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();
  return {
    version: browser.version(),
    close: () => browser.close(),
    async browse(tenant: FilledTenant): Promise<BrowserContext> {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 1000 },
        timezoneId: 'UTC',
        colorScheme: 'light',
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const known = cookies.get(tenant.url) ?? (await signedIn(context, tenant));
      cookies.set(tenant.url, known);
      if ((await context.cookies()).length === 0) await context.addCookies(known);
      await context.addInitScript(watchPage);
      return context;
    },
  };
}

/** The cookies of the owner, in a context that is thrown away. */
async function signedIn(context: BrowserContext, { url, email, password }: FilledTenant) {
  const browser = context.browser();
  if (!browser) throw new Error('The browser is gone');
  const other = await browser.newContext({ timezoneId: 'UTC' });
  other.setDefaultTimeout(PATIENCE_MS);
  const page = await other.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Fleet', exact: true }).waitFor();
  const found = await other.cookies();
  await other.close();
  return found;
}
