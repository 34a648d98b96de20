import { readFile } from 'node:fs/promises';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { bearer, call } from './parts/call.ts';
import { demo, openMachine } from './parts/demo.ts';
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
