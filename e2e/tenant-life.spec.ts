import { createHash } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openPromise } from 'yauzl';
import { bearer, call } from './parts/call.ts';
import { demo } from './parts/demo.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const PASSWORD = 'three quiet herons';
const SLUG = `short-life-${process.pid}`;
const EMAIL = `lea@${SLUG}.example`;
const own = () => demo().tenant.replace('//demo.', `//${SLUG}.`);

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.beforeAll(async () => {
  const { portal } = demo();
  const form = { organisation: 'Short Life', slug: SLUG, name: 'Lea', email: EMAIL, password: PASSWORD };
  const answer = await call(`${portal}/api/trpc/signUps.open`, {
    method: 'POST',
    headers: { origin: portal, 'content-type': 'application/json' },
    body: JSON.stringify({ json: form }),
  });
  expect(answer.status, answer.text).toBe(200);
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${own()}/sign-in`);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${own()}/`);
}

const violationsOf = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

/** A key of this portal, made as the page makes it. */
async function makeKey(page: Page, scopes: string[]): Promise<string> {
  const made = await page.evaluate(async (wanted) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'a key', scopes: wanted });
    return (await fetch('/api/v1/api-keys', { method: 'POST', headers, body })).json();
  }, scopes);
  expect(made.key, JSON.stringify(made)).toMatch(/^pmk_/);
  return made.key;
}

async function unzip(path: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    files.set(entry.fileName, Buffer.concat(await stream.toArray()));
  }
  return files;
}

test('an own domain shows the records to set, is looked for in the DNS, and goes', async ({ page }) => {
  allowErrors(/status of 4\d\d .*\/api\/trpc\//);
  await signIn(page);
  await page.goto(`${own()}/settings`);
  const domains = page.getByRole('region', { name: 'Own domains' });
  await expect(domains.getByText('There is none yet.')).toBeVisible();
  const field = page.getByLabel('Domain to add');
  for (const [typed, why] of [
    [`x.${new URL(demo().portal).hostname}`, 'this installation’s own'],
    ['10.0.0.1', 'IP address'],
    ['customer', 'whole name'],
  ] as const) {
    await field.fill(typed);
    await field.press('Enter');
    await expect(domains.getByRole('alert'), typed).toContainText(why);
  }
  await field.fill('https://Perf.Customer.invalid.example/');
  await field.press('Enter');
  const row = page.getByTestId('domain-perf.customer.invalid.example');
  await expect(row).toContainText('_perfanalysis.perf.customer.invalid.example');
  await expect(row).toContainText(/perfanalysis-verification=[0-9a-f]{32}/);
  await expect(row).toContainText(`${SLUG}.${new URL(demo().portal).hostname}`);
  expect(await violationsOf(page)).toEqual([]);
  await row.getByRole('button', { name: 'Check now perf.customer.invalid.example' }).click();
  await expect(row.getByRole('status')).toContainText(/not there|did not answer/, { timeout: 30_000 });
  const host = `perf.customer.invalid.example:${new URL(demo().portal).port}`;
  expect((await call(`${own()}/`, { headers: { host } })).status).toBe(404);
  await row.getByRole('button', { name: 'Remove perf.customer.invalid.example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
});

test('an owner takes everything along; so does an administrating key', async ({ page }) => {
  await signIn(page);
  await page.goto(`${own()}/settings`);
  await expect(page.getByTestId('export-size')).toContainText('0 machines');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export everything' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(new RegExp(`^${SLUG}_.*_export\\.zip$`));
  await expect(page.getByText(/^Done: /)).toBeVisible();
  const files = await unzip(await file.path());
  const manifest = JSON.parse(String(files.get('manifest.json')));
  expect(manifest).toMatchObject({ version: 1, portal: { slug: SLUG }, made_by: EMAIL });
  expect(manifest.files.length).toBe(files.size - 1);
  for (const { path, sha256 } of manifest.files)
    expect(
      createHash('sha256')
        .update(files.get(path) ?? '')
        .digest('hex'),
      path,
    ).toBe(sha256);
  expect(String(files.get('members.json'))).toContain(EMAIL);

  const ask = async (scopes: string[]) =>
    call(`${own()}/api/v1/tenant/export`, { headers: bearer(await makeKey(page, scopes)) });
  const answer = await ask(['admin', 'read']);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/zip');
  expect(answer.text.slice(0, 2)).toBe('PK');
  expect((await ask(['read', 'write'])).status).toBe(403);
});

test('deleted, it is closed for all but its owner, who takes it back', async ({ page, browser }) => {
  allowErrors(/status of 4\d\d /);
  await signIn(page);
  const key = await makeKey(page, ['ingest', 'read']);
  const status = async () =>
    (await call(`${own()}/api/v1/machines/list`, { headers: bearer(key) })).json().error_code;
  expect(await status()).toBeUndefined();
  await page.goto(`${own()}/settings`);
  await page.getByRole('button', { name: 'Delete the portal' }).click();
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByLabel(`Type ${SLUG} to confirm`);
  await typed.fill('another');
  await dialog.getByRole('button', { name: 'Delete the portal' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed');
  expect(await violationsOf(page)).toEqual([]);
  await typed.fill(SLUG);
  await dialog.getByRole('button', { name: 'Delete the portal' }).click();
  const title = page.getByRole('heading', { name: /Short Life will be deleted on/ });
  await expect(title).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  expect(await status()).toBe('TENANT_SUSPENDED');

  // Whoever comes newly is told, and an owner gets in.
  const later = await (await browser.newContext()).newPage();
  await later.goto(`${own()}/machines/web1`);
  await expect(later.getByText('This portal is closed and will be deleted on')).toBeVisible();
  await signIn(later);
  await expect(later.getByRole('heading', { name: /will be deleted on/ })).toBeVisible();
  await expect(later.getByRole('link', { name: 'Uploads' })).toHaveCount(0);

  for (const width of [1440, 390])
    for (const theme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `test-results/look/closing-${theme}-${width}.png`, fullPage: true });
    }
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  expect(await status()).toBeUndefined();
  await later.goto(own());
  await later.getByRole('heading', { name: 'Fleet' }).waitFor();
});
