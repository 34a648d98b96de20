import { type Browser, expect, type Page } from '@playwright/test';
import { demo } from './demo.ts';

export const MEMBER_PASSWORD = 'three quiet herons';

/** Invites `email` on the members page of the owner's browser. @returns the link */
export async function invite(owner: Page, email: string, role: string): Promise<string> {
  await owner.goto(`${demo().tenant}/members`);
  await owner.getByLabel('E-mail to invite').fill(email);
  await owner.getByRole('combobox', { name: 'Role', exact: true }).selectOption(role);
  await owner.getByRole('button', { name: 'Make an invitation link' }).click();
  await expect(owner.getByTestId('secret')).toContainText('/invite/');
  return (await owner.getByTestId('secret').textContent()) ?? '';
}

/** Accepts a link in a browser of its own. */
export async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(MEMBER_PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  return page;
}
