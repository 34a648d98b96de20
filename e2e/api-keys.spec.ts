import { bearer, call } from './parts/call.ts';
import { signIn } from './parts/demo.ts';
import { expect, test } from './parts/test.ts';

test('a key from the page works at once, is rotated with overlap, and revoked is over at once', async ({
  page,
}) => {
  const { tenant } = await signIn(page);
  const list = (key: string) => call(`${tenant}/api/v1/machines/list`, { headers: bearer(key) });
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByLabel('What for').selectOption({ label: 'Scripts read' });
  await page.getByLabel('Name of the key').fill('grafana');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByTestId('secret')).toContainText('pmk_');
  const key = (await page.getByTestId('secret').textContent()) ?? '';
  expect((await list(key)).status).toBe(200);
  expect(
    (
      await call(`${tenant}/api/v1/machines/register`, {
        method: 'POST',
        headers: { ...bearer(key), 'content-type': 'application/json' },
        body: '{"machine_id":"x"}',
      })
    ).status,
  ).toBe(403);
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(key.slice(17));

  await page.getByRole('button', { name: 'Rotate grafana' }).click();
  await expect(page.getByTestId('secret')).not.toContainText(key);
  const next = (await page.getByTestId('secret').textContent()) ?? '';
  for (const one of [next, key]) expect((await list(one)).status).toBe(200);

  const row = page
    .getByRole('row')
    .filter({ hasText: next.slice(0, 16) })
    .filter({ hasNotText: 'replaced by' });
  await row.getByRole('button', { name: 'Revoke now grafana' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke now' }).click();
  await expect(row.getByText('revoked')).toBeVisible();
  const refused = await list(next);
  expect({ status: refused.status, code: refused.json().error_code }).toEqual({
    status: 401,
    code: 'API_KEY_REVOKED',
  });
});
