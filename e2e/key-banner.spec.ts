import { Client } from 'pg';
import { openPage, signIn } from './parts/demo.ts';
import { databaseUrl } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

test('a key in its last 15 days is told of on every page, until it is put away', async ({
  page,
  browser,
}) => {
  const { tenant } = await openPage(page, '/api-keys');
  await page.getByLabel('What for').selectOption({ label: 'Scripts read' });
  await page.getByLabel('Name of the key').fill('nearly over');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByTestId('secret')).toContainText('pmk_');
  const banner = page.getByRole('complementary', { name: 'API keys that end' });

  const database = new Client({ connectionString: databaseUrl() });
  await database.connect();
  try {
    const { rows } = await database.query("SELECT schema_name FROM tenant WHERE slug = 'demo'");
    const table = `${database.escapeIdentifier(rows[0].schema_name)}.api_key`;
    // Other tests leave keys that were rotated and end in a day.
    await database.query(
      `UPDATE ${table} SET revoked_at = now() WHERE expires_at < now() + interval '15 days'`,
    );
    const asked = page.waitForResponse((response) => response.url().includes('apiKeys.ending'));
    await page.goto(`${tenant}/uploads`);
    await asked;
    await expect(banner).toHaveCount(0);
    await database.query(
      `UPDATE ${table} SET expires_at = now() + interval '14 days' WHERE name = 'nearly over'`,
    );
    for (const path of ['/', '/uploads', '/account']) {
      await page.goto(`${tenant}${path}`);
      await expect(banner).toContainText('The API key “nearly over” ends within 15 days');
    }
    await page.screenshot({ path: 'test-results/look/key-banner.png' });
    await banner.getByRole('button', { name: 'Put this away' }).click();
    await expect(banner).toHaveCount(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Account' }).waitFor();
    await expect(banner).toHaveCount(0);
    const anew = await (await browser.newContext()).newPage();
    await signIn(anew);
    await expect(anew.getByRole('complementary', { name: 'API keys that end' })).toBeVisible();
    await anew.getByRole('link', { name: 'Rotate it' }).click();
    await expect(anew).toHaveURL(`${tenant}/api-keys`);
  } finally {
    const { rows } = await database.query("SELECT schema_name FROM tenant WHERE slug = 'demo'");
    await database.query(
      `UPDATE ${database.escapeIdentifier(rows[0].schema_name)}.api_key SET revoked_at = now() WHERE name = 'nearly over'`,
    );
    await database.end();
  }
});
