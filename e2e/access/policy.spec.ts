import { bearer, call } from '../parts/call.ts';
import { demo, openMachine } from '../parts/demo.ts';
import { allowErrors, expect, test } from '../parts/test.ts';
import { watchPolicy } from '../parts/watch-policy.ts';

const PAGES = [
  ...['/', '/account', '/add-machine', '/api-docs', '/api-keys', '/audit', '/members'],
  ...['/reports', '/sessions', '/settings', '/uploads', '/not-there'],
];

test('the pages live with their policy', async ({ page }) => {
  allowErrors(/status of 404 .*\/not-there/);
  test.slow();
  const refused = await watchPolicy(page);
  const { tenant, portal, machine, apiKey } = await openMachine(page, '5m');
  for (const path of PAGES) {
    await page.goto(`${tenant}${path}`);
    await page.getByRole('heading').first().waitFor();
  }
  await page.goto(portal);
  await page.getByRole('heading').first().waitFor();

  const end = new Date();
  const made = await call(`${tenant}/api/v1/reports`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: machine, start: new Date(end.getTime() - 300_000), end }),
  });
  await page.goto(`${tenant}/reports/${made.json().id}`);
  await expect(page.getByTestId('pdf-viewer').locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  expect(refused).toEqual([]);
});

test('a script that somebody got into a page does not run', async ({ page }) => {
  allowErrors(/violates the following Content Security Policy directive/);
  const refused = await watchPolicy(page);
  await page.goto(`${demo().tenant}/sign-in`);
  await page.getByLabel('E-mail').waitFor();
  await page.evaluate(() => {
    const script = document.createElement('p');
    script.innerHTML = '<img src="x:" onerror="document.title = \'taken\'">';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<a href="javascript:document.title=\'taken\'">x</a>');
    document.querySelector<HTMLAnchorElement>('a[href^="javascript"]')?.click();
  });
  await expect.poll(() => refused.filter((what) => what.includes('script-src')).length).toBe(2);
  expect(await page.title()).not.toBe('taken');
});

test('every answer says how it may be used', async () => {
  const { tenant, portal } = demo();
  const nonces = new Set<string>();
  for (const [url, isPage] of [
    [`${tenant}/sign-in`, true],
    [`${tenant}/not-there`, true],
    [`${tenant}/_next/not-there`, true],
    [portal, true],
    [`${portal.replace('//', '//nobody.')}/`, true],
    [`${tenant}/api/health`, false],
    [`${tenant}/api/v1/machines/list`, false],
    [`${tenant}/v1/ping`, false],
  ] as const) {
    const { headers, text } = await call(url);
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers, url).not.toHaveProperty('x-powered-by');
    expect(headers, 'a portal on http').not.toHaveProperty('strict-transport-security');
    if (!isPage) continue;
    const policy = String(headers['content-security-policy']);
    const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce, url).not.toBe('');
    nonces.add(nonce);
    expect(policy.match(/script-src [^;]*/)?.[0]).not.toContain('unsafe');
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) expect(tag, url).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(5);
});
