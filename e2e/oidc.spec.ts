import type { Page } from '@playwright/test';
import { type Person, startIdentityServer } from '../server/testing/identity-server.ts';
import { demo, signIn } from './parts/demo.ts';
import { invite } from './parts/new-member.ts';
import { place } from './parts/place.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const people = new Map<string, Person>();
let identity: Awaited<ReturnType<typeof startIdentityServer>>;

test.beforeAll(async () => {
  identity = await startIdentityServer({
    port: place().oidcPort,
    people,
    redirectUris: [`${demo().tenant}/api/auth/callback/oidc`],
  });
});
test.afterAll(() => identity.stop());
// The provider's own pages have no icon.
test.beforeEach(() => allowErrors(/favicon\.ico/));

/** Goes to the provider from the page that is open, and signs in there. */
async function signInThere(page: Page, sub: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
  await page.getByLabel('Subject').fill(sub);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('somebody joins by an invitation without a password, comes back, and signs out', async ({
  page,
  browser,
}) => {
  const { tenant } = await signIn(page);
  people.set('ida', { email: 'ida@demo.example', email_verified: true, name: 'Ida' });
  const link = await invite(page, 'ida@demo.example', 'analyst');
  const ida = await (await browser.newContext()).newPage();
  await ida.goto(link);
  await signInThere(ida, 'ida');
  await expect(ida).toHaveURL(`${tenant}/`);
  await ida.getByRole('heading', { name: 'Fleet' }).waitFor();
  await ida.goto(`${tenant}/account`);
  await expect(ida.getByText('Through Example ID: this account has no password')).toBeVisible();
  await ida.goto(`${tenant}/sessions`);
  await expect(ida.getByText('this one')).toBeVisible();
  await ida.getByRole('button', { name: 'Account of Ida' }).click();
  await ida.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ida).toHaveURL(/\/sign-in/);

  await ida.context().clearCookies();
  await ida.goto(`${tenant}/uploads`);
  await signInThere(ida, 'ida');
  await expect(ida).toHaveURL(`${tenant}/uploads`);

  await page.goto(`${tenant}/audit`);
  for (const said of ['Linked their account to the identity provider', 'Signed out'])
    await expect(page.getByRole('cell', { name: said }).first()).toBeVisible();
});

test('who is no member, or has no verified e-mail, is told so and stays outside', async ({ page }) => {
  const { tenant, email } = demo();
  people.set('eve', { email: 'eve@elsewhere.example', email_verified: true });
  people.set('mallory', { email, email_verified: false });
  for (const sub of ['eve', 'mallory']) {
    await page.context().clearCookies();
    await page.goto(`${tenant}/sign-in`);
    await signInThere(page, sub);
    await expect(page.getByRole('alert').filter({ hasText: 'not a member of this portal' })).toBeVisible();
    await page.goto(tenant);
    await expect(page).toHaveURL(/\/sign-in/);
  }
});
