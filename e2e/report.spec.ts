import { readFile } from 'node:fs/promises';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { bearer, call } from './parts/call.ts';
import { demo, openMachine, openPage } from './parts/demo.ts';
import { allowErrors, expect, test } from './parts/test.ts';

test('a report is made, shown in the viewer, and downloads as a PDF with text and vectors', async ({
  page,
}) => {
  const { machine, tenant, apiKey } = await openMachine(page, '5m');
  await page.getByRole('button', { name: 'Report' }).click();
  await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}/);
  // The viewer draws pages on a canvas, with a text layer over it.
  await expect(page.locator('.react-pdf__Page__canvas').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.react-pdf__Page').first()).toContainText(machine);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /Download/ })
      .or(page.getByRole('button', { name: /Download/ }))
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const pdf = await getDocument({ data: new Uint8Array(await readFile(await download.path())) }).promise;
  let text = '';
  let paths = 0;
  let images = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await pdf.getPage(number);
    const { items } = await content.getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
    const { fnArray } = await content.getOperatorList();
    paths += fnArray.filter((op) => op === OPS.constructPath).length;
    images += fnArray.filter((op) => op === OPS.paintImageXObject).length;
  }
  for (const word of [machine, 'CPU', 'Memory', 'p95', 'p97.5', 'p99', 'p100']) expect(text).toContain(word);
  expect(paths).toBeGreaterThan(20);
  expect(images).toBe(0);

  const id = page.url().split('/').at(-1)?.split('?')[0];
  const file = await call(`${tenant}/api/v1/reports/${id}/download`, { headers: bearer(apiKey) });
  expect(file.status).toBe(200);
  expect(file.headers['content-type']).toBe('application/pdf');
});

test('a report that is not there is the same for everybody', async ({ page }) => {
  allowErrors(/status of 404 .*\/reports\//);
  const { tenant, apiKey, machineKey } = demo();
  for (const id of ['7b0b9d0e-8f0f-4f53-9a53-0d4c1c6f2f10', 'nonsense', '%00']) {
    const answer = await call(`${tenant}/api/v1/reports/${id}/download`, { headers: bearer(apiKey) });
    expect(answer.json()).toMatchObject({ error_code: 'NOT_FOUND' });
  }
  const forbidden = await call(`${tenant}/api/v1/reports/7b0b9d0e-8f0f-4f53-9a53-0d4c1c6f2f10/download`, {
    headers: bearer(machineKey),
  });
  expect(forbidden.status).toBe(403);
  await openMachine(page);
  await page.goto(`${tenant}/reports/7b0b9d0e-8f0f-4f53-9a53-0d4c1c6f2f10`);
  await expect(page.getByText(/not found|no such|not here|isn.t here/i).first()).toBeVisible();
});

test('a report is ordered with options, followed, shared by a link, and the link ends', async ({
  page,
  browser,
}) => {
  test.slow();
  allowErrors(/status of 404 .*\/shared/);
  const { machine, tenant } = await openPage(page, '/reports/new');
  await page.getByLabel(machine, { exact: true }).check();
  await page.getByRole('combobox', { name: 'Time', exact: true }).selectOption({ label: 'Last hour' });
  await page.getByLabel('Title').fill('Load test of spring');
  await page.getByLabel('Customer').fill('Example Ltd');
  await page.getByText('Sections, look and more').click();
  await page.getByLabel('Containers').uncheck();
  await page.getByRole('button', { name: 'Make the report' }).click();
  await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { name: 'Load test of spring' })).toBeVisible();

  // No reload: the page follows.
  await expect(page.locator('.react-pdf__Page__canvas').first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('link', { name: 'Download HTML' })).toBeVisible();
  const find = page.getByLabel('Find in the report');
  await find.fill('Example Ltd');
  await find.press('Enter');
  await expect(page.getByText(/^on \d+ pages?$/)).toBeVisible();
  await find.fill('no such words');
  await find.press('Enter');
  await expect(page.getByText('nowhere')).toBeVisible();

  await page.getByRole('radio', { name: 'Interactive' }).click();
  const frame = page.frameLocator('iframe[title="The report as HTML"]');
  await expect(frame.getByText('Load test of spring').first()).toBeVisible();
  // Its scripts are in an origin of their own, which has no cookies and no storage.
  const inside = page.frames().find((one) => one.url().includes('format=html'));
  expect(await inside?.evaluate(() => window.origin)).toBe('null');

  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = (await page.getByTestId('share-link').textContent()) ?? '';
  expect(link).toContain(`${tenant}/shared/`);
  const stranger = await browser.newContext();
  const guest = await stranger.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'Load test of spring' })).toBeVisible();
  await expect(guest.locator('.react-pdf__Page__canvas').first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Revoke' }).first().click();
  await expect(page.getByRole('list', { name: 'Links that work' })).toBeHidden();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'not valid any more' })).toBeVisible();
  await stranger.close();

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/reports$/);
  await expect(page.getByRole('link', { name: 'Load test of spring' })).toBeHidden();
});

test('a schedule is made, run now, paused and deleted', async ({ page }) => {
  test.slow();
  const { machine } = await openPage(page, '/reports/schedules');
  const name = `Mondays ${Date.now()}`;
  await page.getByRole('button', { name: 'New schedule' }).click();
  await page.getByLabel('Name of the schedule').fill(name);
  await page.getByLabel(machine, { exact: true }).check();
  await page.getByRole('combobox', { name: 'How often' }).selectOption('week');
  await page.getByRole('button', { name: 'Save the schedule' }).click();
  const schedule = page.getByRole('region', { name });
  await expect(schedule).toContainText('every Monday at 06:00');
  await schedule.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('form', { name: `Schedule ${name}` });
  await expect(form.getByRole('combobox', { name: 'How often' })).toHaveValue('week');
  await expect(form.getByLabel(machine, { exact: true })).toBeChecked();
  await form.getByRole('combobox', { name: 'How often' }).selectOption('month');
  await form.getByLabel('Day of the month').fill('3');
  await form.getByText('Limits of the verdicts').click();
  const watch = form.getByLabel('CPU used, p95: watch', { exact: true });
  await expect(watch).toHaveAttribute('placeholder', '80');
  await watch.fill('97');
  const contradiction = 'watch (97) must not be above act (95 unless said).';
  await expect(form.getByRole('status').filter({ hasText: contradiction })).toBeVisible();
  await form.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(form.getByRole('alert')).toHaveText(`CPU used, p95: ${contradiction}`);
  await watch.fill('60');
  await form.getByText('Sections, look and more').click();
  await form.getByLabel('Paper of the PDF').selectOption('US Letter');
  await form.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(schedule).toContainText('on day 3 of each month at 06:00');
  await schedule.getByRole('button', { name: 'Edit' }).click();
  await expect(watch).toHaveValue('60');
  await form.getByText('Sections, look and more').click();
  await expect(form.getByLabel('Paper of the PDF')).toHaveValue('letter');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await schedule.getByRole('button', { name: 'Pause' }).click();
  await expect(schedule.getByText('paused')).toBeVisible();
  await schedule.getByRole('button', { name: 'Run now' }).click();
  await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}/);
  await expect(page.locator('.react-pdf__Page__canvas').first()).toBeVisible({ timeout: 120_000 });
  await openPage(page, '/reports/schedules');
  await schedule.getByRole('button', { name: `Delete ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(schedule).toBeHidden();
});
