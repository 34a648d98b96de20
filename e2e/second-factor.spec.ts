import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { demo, signIn } from './parts/demo.ts';
import { invite, join, MEMBER_PASSWORD } from './parts/new-member.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const EMAIL = 'tom@demo.example';
const STEP_MS = 30_000;
/** The code of a step from now: the next one counts already. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP_MS });

async function password(page: Page): Promise<void> {
  await page.goto(`${demo().tenant}/sign-in`);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(MEMBER_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a second factor is set up, asked for, survives a lost phone, and is taken away', async ({
  page,
  browser,
}) => {
  allowErrors(/status of 4\d\d .*\/api\/(trpc|auth)\//);
  // Seven sign-ins in five browsers.
  test.setTimeout(240_000);
  const { tenant } = await signIn(page);
  const tom = await join(browser, await invite(page, EMAIL, 'viewer'), 'Tom');
  await tom.goto(`${tenant}/account`);
  const setUp = tom.getByRole('form', { name: 'Set up a second factor' });
  await setUp.getByLabel('Your password').fill('wrong');
  await setUp.getByRole('button', { name: 'Set up a second factor' }).click();
  await expect(setUp.getByRole('alert')).toContainText('not your password');
  await setUp.getByLabel('Your password').fill(MEMBER_PASSWORD);
  await setUp.getByRole('button', { name: 'Set up a second factor' }).click();
  await expect(tom.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
  await isAccessible(tom);
  for (const [theme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const) {
    await tom.emulateMedia({ colorScheme: theme });
    await tom.setViewportSize({ width, height: 900 });
    await tom.screenshot({ path: `test-results/look/second-factor-${theme}-${width}.png`, fullPage: true });
  }
  await tom.setViewportSize({ width: 1440, height: 1000 });
  const secret = ((await setUp.locator('p.font-mono').textContent()) ?? '').replaceAll(' ', '');
  await setUp.getByLabel('The code that the app shows').fill(codeOf(secret));
  await setUp.getByRole('button', { name: 'Switch it on' }).click();
  const codes = ((await tom.getByTestId('recovery-codes').textContent()) ?? '').split('\n');
  expect(codes).toHaveLength(10);
  const [download] = await Promise.all([
    tom.waitForEvent('download'),
    tom.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(
    readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n'),
  ).toEqual(codes);
  await isAccessible(tom);
  await tom.getByRole('button', { name: 'Done' }).click();
  await expect(tom.getByText('10 of 10 recovery codes are left')).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await password(visitor);
  const code = visitor.getByLabel('Code of your second factor');
  await code.fill('000000');
  await isAccessible(visitor);
  await visitor.screenshot({ path: 'test-results/look/sign-in-code.png' });
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByRole('alert').filter({ hasText: 'code is wrong' })).toBeVisible();
  await visitor.goto(tenant);
  await expect(visitor).toHaveURL(/\/sign-in/);
  await password(visitor);
  await code.fill(codeOf(secret, 1));
  await visitor.keyboard.press('Enter');
  await visitor.getByRole('heading', { name: 'Fleet' }).waitFor();

  const phoneless = await (await browser.newContext()).newPage();
  await password(phoneless);
  await phoneless.getByLabel('Code of your second factor').fill(codes[0] ?? '');
  await phoneless.keyboard.press('Enter');
  await phoneless.getByRole('heading', { name: 'Fleet' }).waitFor();
  await phoneless.goto(`${tenant}/account`);
  await expect(phoneless.getByText('9 of 10 recovery codes are left')).toBeVisible();
  await phoneless.getByRole('button', { name: 'New recovery codes' }).click();
  const renew = phoneless.getByRole('form', { name: 'Make new recovery codes' });
  await renew.getByLabel('Your password').fill(MEMBER_PASSWORD);
  await renew.getByLabel('Code of your second factor').fill(codes[1] ?? '');
  await renew.getByRole('button', { name: 'Make new recovery codes' }).click();
  await expect(phoneless.getByTestId('recovery-codes')).not.toContainText(codes[2] ?? '');

  // The owner sees it, and helps somebody who has lost everything.
  await page.goto(`${tenant}/members`);
  const row = page.getByRole('row').filter({ hasText: EMAIL });
  await expect(row.getByText('second factor', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: 'Reset second factor of Tom' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset second factor' }).click();
  await expect(row.getByText('second factor', { exact: true })).toHaveCount(0);
  const back = await (await browser.newContext()).newPage();
  await password(back);
  await back.getByRole('heading', { name: 'Fleet' }).waitFor();
});
