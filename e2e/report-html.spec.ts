import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { buildReportBrowser } from '../server/reports/html/build-browser.ts';
import { composeReportModel } from '../server/reports/model/compose-report-model.ts';
import { renderHtml } from '../server/reports/render-html.ts';
import { everyTextModel } from '../server/reports/testing/every-block.ts';
import { handMadeInput } from '../server/reports/testing/hand-made-input.ts';
import { readPdf } from '../server/reports/testing/read-pdf.ts';
import { lookAt } from './parts/look-at.ts';
import { expect, test } from './parts/test.ts';

let folder = '';
let day = '';
let every = '';
/** The first two sections of the day: to look for barriers in all of its tables takes minutes. */
let first = '';

test.beforeAll(async () => {
  await buildReportBrowser();
  folder = mkdtempSync(join(tmpdir(), 'report-html-'));
  const write = (name: string, document: string) => {
    const path = join(folder, name);
    writeFileSync(path, document);
    return pathToFileURL(path).href;
  };
  const model = composeReportModel(handMadeInput());
  day = write('day.html', renderHtml(model));
  const sections = model.sections.slice(0, 2);
  const findings = model.findings.filter(({ sectionId }) => sectionId === 'cpu');
  const health = model.health.filter(({ sectionId }) => sectionId === 'cpu');
  first = write('first.html', renderHtml({ ...model, sections, findings, health }));
  every = write('every.html', renderHtml(everyTextModel('<b>x</b> "y" & z')));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a file; whatever it asks of anything but itself fails the test. */
async function open(page: Page, url: string): Promise<void> {
  page.on('request', (request) => {
    const address = request.url();
    if (address !== url && !address.startsWith('data:')) throw new Error(`asked for ${address}`);
  });
  await page.goto(url);
}

const chart = (page: Page, name: string) => page.getByRole('img', { name });
const tip = (page: Page) => page.locator('.tip');
const showAll = (page: Page) => page.locator('#cpu').getByRole('button', { name: 'Show all' });
const ticks = (page: Page) => page.locator('#cpu .canvas.time').first().locator('.tt').allTextContents();

test('pointing shows values, dragging zooms the section, a double click shows all', async ({ page }) => {
  await open(page, day);
  const share = chart(page, 'Share of time.');
  await share.scrollIntoViewIfNeeded();
  const before = await ticks(page);
  const box = await share.boundingBox();
  if (!box) throw new Error('the chart has no box');
  const at = (x: number) => [box.x + box.width * x, box.y + box.height / 2] as const;

  await page.mouse.move(...at(0.5));
  await expect(tip(page)).toContainText('20 Nov, 21:00');
  await expect(tip(page)).toContainText('iowait');
  await expect(tip(page)).toContainText(/\d\s%/);
  // One cursor over all charts of the section.
  expect(await page.locator('#cpu .cursor:visible').count()).toBeGreaterThan(2);

  await page.mouse.down();
  await page.mouse.move(...at(0.7), { steps: 4 });
  await page.mouse.up();
  const bar = page.locator('#cpu .zoomed');
  await expect(bar).toContainText('20 Nov, 21:00 to 21 Nov, 01:48');
  expect(await ticks(page)).not.toEqual(before);

  await share.dblclick();
  await expect(showAll(page)).toBeHidden();
  expect(await ticks(page)).toEqual(before);
});

test('keys do the same', async ({ page }) => {
  await open(page, day);
  const share = chart(page, 'Share of time.');
  await share.focus();
  await page.keyboard.press('ArrowRight');
  await expect(tip(page)).toContainText('20 Nov, 09:00');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(tip(page)).toContainText('20 Nov, 09:30');
  await expect(page.locator('[aria-live]')).toContainText('20 Nov, 09:30');
  await page.keyboard.press('+');
  await expect(showAll(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(showAll(page)).toBeHidden();
});

test('series can be hidden', async ({ page }) => {
  await open(page, day);
  const figure = page.locator('figure', { has: page.getByRole('heading', { name: 'Share of time' }) });
  await expect(figure.locator('path.area')).toHaveCount(4);
  await figure.getByRole('button', { name: 'iowait' }).click();
  await expect(figure.locator('path.area')).toHaveCount(3);
  await expect(figure.getByRole('button', { name: 'iowait' })).toHaveAttribute('aria-pressed', 'false');
  await figure.getByRole('button', { name: 'iowait' }).press('Enter');
  await expect(figure.locator('path.area')).toHaveCount(4);
});

test('tables sort by their figures', async ({ page }) => {
  await open(page, every);
  const table = page.locator('table.figures');
  const names = () => table.locator('tbody th').allTextContents();
  const letters = async () => (await names()).map((name) => /z ([abc])/.exec(name)?.[1]).join('');
  const head = table.getByRole('columnheader').nth(1);
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await letters()).toBe('cab');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  // What was not measured stays last.
  expect(await letters()).toBe('acb');
});

test('a finding leads to its moment', async ({ page }) => {
  await open(page, day);
  await page.getByRole('link', { name: 'Work waits for a busy disk' }).click();
  await expect(page.locator('#cpu')).toBeInViewport();
  await expect(page.locator('#cpu .pin').first()).toHaveAttribute('data-label', '20 Nov, 21:12');
  await expect(page.locator('.contents a[aria-current]')).toHaveText('CPU');
});

test('the theme can be switched', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, day);
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await colour()).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  expect(await colour()).toBe('rgb(12, 15, 20)');
  await page.emulateMedia({ media: 'print' });
  expect(await colour()).toBe('rgb(255, 255, 255)');
});

test('prints with its head, page numbers and whole charts', async ({ page }) => {
  await open(page, day);
  const charts = await page.locator('figure.chart:has(.canvas.time)').evaluateAll((figures) =>
    figures.map((figure) => ({
      title: figure.querySelector('h3')?.textContent ?? '',
      legend: Array.from(figure.querySelectorAll('.legend .key'), ({ textContent }) => textContent ?? ''),
    })),
  );
  const { pages, outside } = await readPdf(await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
  expect(outside).toEqual([]);
  for (const [at, text] of pages.entries()) {
    expect(text).toContain('db-prod-01');
    expect(text).toContain(`${at + 1} / ${pages.length}`);
  }
  expect(charts.length).toBeGreaterThan(10);
  // A chart that goes on overleaf has its legend there.
  for (const { title, legend } of charts)
    expect(
      pages.some((text) => text.includes(title) && legend.every((name) => text.includes(name))),
      title,
    ).toBe(true);
});

test('without script everything is there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(day);
  await expect(page.getByRole('heading', { name: 'Share of time' })).toBeVisible();
  await expect(chart(page, 'Share of time.').locator('path.area').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: '60.1' }).first()).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await context.close();
});

test('no barriers, nothing too wide', async ({ page }) => {
  await open(page, every);
  await lookAt(page, 'report-html-every-block');
});

test('neither in what a machine looks like', async ({ page }) => {
  await open(page, first);
  await lookAt(page, 'report-html', {
    pairs: [
      ['dark', 1440],
      ['light', 390],
    ],
  });
});
