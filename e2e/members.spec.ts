import { signIn } from './parts/demo.ts';
import { invite, join } from './parts/new-member.ts';
import { allowErrors, expect, test } from './parts/test.ts';

test('somebody is invited, reads only, gets another role on an open page, and is out at once', async ({
  page,
  browser,
}) => {
  allowErrors(/status of 404 .*\/invite\//, /status of 40[13] .*\/api\//);
  const { tenant } = await signIn(page);
  const link = await invite(page, 'vera@demo.example', 'viewer');
  await expect(page.getByRole('cell', { name: 'vera@demo.example', exact: true })).toBeVisible();
  const vera = await join(browser, link, 'Vera');

  // A viewer: no way to change anything, and no pages of administrators.
  await expect(vera.getByRole('link', { name: 'Add a machine' })).toHaveCount(0);
  await expect(vera.getByRole('link', { name: 'API keys' })).toHaveCount(0);
  for (const page of ['api-keys', 'add-machine']) {
    await vera.goto(`${tenant}/${page}`);
    await expect(vera.getByText('This page is for owners and administrators')).toBeVisible();
  }
  await vera.goto(`${tenant}/members`);
  await expect(vera.getByRole('cell', { name: 'Vera (you)' })).toBeVisible();
  await expect(vera.getByLabel('E-mail to invite')).toHaveCount(0);
  await expect(vera.getByRole('button', { name: /Remove|New password/ })).toHaveCount(0);

  await vera.goto(`${tenant}/uploads`);
  await expect(vera.getByText('You can look at uploads, but not upload')).toBeVisible();
  await expect(vera.locator('input[type=file]')).toHaveCount(0);
  await vera.goto(`${tenant}/members`);

  // The link is used up.
  const again = await (await browser.newContext()).newPage();
  await again.goto(link);
  await expect(again.getByRole('heading', { name: 'This invitation is not valid any more' })).toBeVisible();

  await page.reload();
  await page.getByLabel('Role of Vera').selectOption('admin');
  // Vera's page, which nobody touches, follows.
  await expect(vera.getByLabel('E-mail to invite')).toBeVisible({ timeout: 30_000 });
  await expect(vera.getByRole('link', { name: 'API keys' })).toBeVisible();
  await page.getByLabel('Role of Vera').selectOption('analyst');
  await expect(page.getByText('Vera is analyst now.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect(page.getByLabel('Role of Vera')).toHaveValue('admin');

  await page.getByRole('button', { name: 'Remove Vera' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('cell', { name: 'vera@demo.example' })).toHaveCount(0);
  await expect(vera).toHaveURL(/\/sign-in/, { timeout: 30_000 });
});

test('a forgotten password is set by a link, then changed; other sessions end', async ({ page, browser }) => {
  allowErrors(/status of 4\d\d .*\/api\/trpc\//);
  const { tenant } = await signIn(page);
  const rosa = await join(browser, await invite(page, 'rosa@demo.example', 'analyst'), 'Rosa');
  await page.reload();
  await page.getByRole('button', { name: 'New password for Rosa' }).click();
  const link = (await page.getByTestId('secret').textContent()) ?? '';
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByLabel('New password').fill('Password1234');
  await other.getByRole('button', { name: 'Set the password' }).click();
  await expect(other.getByRole('alert').filter({ hasText: 'easy to guess' })).toBeVisible();
  await other.getByLabel('New password').fill('seven loud pelicans');
  await other.getByRole('button', { name: 'Set the password' }).click();
  await other.getByRole('heading', { name: 'Fleet' }).waitFor();
  await rosa.goto(tenant);
  await expect(rosa).toHaveURL(/\/sign-in/);

  await rosa.getByLabel('E-mail').fill('rosa@demo.example');
  await rosa.getByLabel('Password', { exact: true }).fill('seven loud pelicans');
  await rosa.getByRole('button', { name: 'Sign in' }).click();
  await rosa.getByRole('heading', { name: 'Fleet' }).waitFor();
  await other.goto(`${tenant}/sessions`);
  await expect(other.getByText('this one')).toHaveCount(1);
  await expect(other.getByRole('row')).toHaveCount(3);
  await other.getByRole('button', { name: 'Sign out all others' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Sign out all others' }).click();
  await expect(other.getByRole('row')).toHaveCount(2);
  await rosa.goto(tenant);
  await expect(rosa).toHaveURL(/\/sign-in/);

  await other.goto(`${tenant}/account`);
  await other.getByLabel('Current password').fill('seven loud pelicans');
  await other.getByLabel('New password').fill('nine slow walruses');
  await other.getByRole('button', { name: 'Change the password' }).click();
  await expect(other.getByText('The password is changed')).toBeVisible();

  // All of it stands in the audit trail.
  await page.goto(`${tenant}/audit`);
  await page.getByLabel('Who').selectOption({ label: 'rosa@demo.example' });
  await expect(page.getByRole('cell', { name: 'Chose a new password by link' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Changed their password' })).toBeVisible();
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(csv.suggestedFilename()).toBe('demo_audit.csv');
});
