import { demo, signIn } from './parts/demo.ts';
import { allowErrors, expect, test } from './parts/test.ts';

test('without a session every page leads to the sign-in, and back', async ({ page }) => {
  const { tenant, email, password, machine } = demo();
  await page.goto(`${tenant}/machines/${machine}?range=5m`);
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${tenant}/machines/${machine}?range=5m`);
  await expect(page.getByRole('heading', { name: machine })).toBeVisible();
});

test('a wrong password says so and lets nobody in', async ({ page }) => {
  allowErrors(/status of 401 .*\/api\/auth\//);
  const { tenant, email } = demo();
  await page.goto(`${tenant}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /wrong/i })).toBeVisible();
  await page.goto(tenant);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the way back never leads to another site', async ({ browser }) => {
  const { tenant, email, password } = demo();
  for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${tenant}/sign-in?to=${encodeURIComponent(to)}`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Fleet' })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(tenant);
    await context.close();
  }
});

test('the cookie is for this host alone and out of reach of scripts', async ({ page }) => {
  await signIn(page);
  const cookie = (await page.context().cookies()).find(({ name }) => name.includes('perfanalysis.session'));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', domain: 'demo.localhost' });
});

test('signing out ends the session itself, not only the cookie', async ({ page, context }) => {
  const { tenant } = await signIn(page);
  const before = await context.cookies();
  await page.getByRole('button', { name: /Demo owner|account/i }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.clearCookies();
  await context.addCookies(before);
  await page.goto(tenant);
  await expect(page).toHaveURL(/\/sign-in/);
});
