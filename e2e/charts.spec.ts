import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { everyMs, makeSnapshots } from '../server/metrics/testing/make-snapshots.ts';
import { demo, openPage, signIn } from './parts/demo.ts';
import { dragFingers } from './parts/drag-fingers.ts';
import { storeFile } from './parts/store-file.ts';
import { expect, test } from './parts/test.ts';

const STEP = 10_000;
const ROWS = 720;
/** Two hours of five days ago. */
const START = Math.floor((Date.now() - 5 * 86_400_000) / 60_000) * 60_000;
const END = START + ROWS * STEP;
const MACHINE = `drawn-${randomBytes(3).toString('hex')}`;
const HEAD =
  'timestamp,machine_id,cpu_user,cpu_system,cpu_idle,cpu_iowait,mem_total,mem_used,mem_available,disk_read_bytes,disk_write_bytes,net_rx_bytes,net_tx_bytes';

/** The read rate of the fifth row is told from all others. */
const csvOf = () =>
  `${[
    HEAD,
    ...Array.from({ length: ROWS }, (_, row) => {
      const user = 30 + Math.round(20 * Math.sin(row / 60));
      const read = row === 4 ? 123_456_789 : 1_048_576 * (1 + (row % 3));
      return `${(START + row * STEP) / 1000},${MACHINE},${user},5,${92 - user},3,16000,6000,10000,${read},2000000,300000,400000`;
    }),
  ].join('\n')}\n`;

/** A host that is started anew, rests for five minutes, and then has its clock put forward. */
function eventfulFile(): string {
  const [length, booted] = [60 * STEP, START + 70 * STEP];
  const [rested, put] = [booted + length + 300_000, 90_000];
  return [
    makeSnapshots(everyMs(START, 60, STEP), START - 9_000_000),
    makeSnapshots(everyMs(booted, 60, STEP), booted - STEP),
    makeSnapshots(everyMs(rested, 60, STEP), booted - STEP),
    makeSnapshots(everyMs(rested + length + put, 60, STEP), booted - STEP + put),
  ]
    .flat()
    .flatMap(({ records }) => records.map((record) => `${JSON.stringify(record)}\n`))
    .join('');
}

const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

async function open(page: Page, tab = ''): Promise<void> {
  await openPage(page, `/machines/${MACHINE}?from=${iso(START)}&to=${iso(END)}${tab}`);
  await page.getByRole('heading', { name: MACHINE }).waitFor();
}
const shown = (page: Page) => {
  const query = new URL(page.url()).searchParams;
  return [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')] as const;
};
async function choose(page: Page, panel: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `${panel}: more` }).click();
  await page.getByRole('menu').getByText(item).click();
}

test.beforeAll(async () => {
  const { tenant, apiKey } = demo();
  await storeFile(tenant, apiKey, { machine: MACHINE, name: 'drawn.csv', content: csvOf() });
});

test('one cursor over all panels, by pointer and by keyboard, which is told', async ({ page }) => {
  await open(page);
  const disk = page.getByTestId('chart-disk');
  await disk.locator('.u-over').hover();
  for (const chart of ['chart-cpu', 'chart-memory', 'chart-disk', 'chart-network'])
    await expect(page.getByTestId(chart).locator('.chart-tooltip')).toBeVisible();

  await disk.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  const told = page.getByTestId('panel-disk').getByRole('status');
  await expect(told).toContainText('read 118');
  await expect(told).toContainText('MiB/s');
  await expect(page.getByTestId('chart-cpu').locator('.chart-tooltip')).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(told).not.toContainText('read 118');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('chart-cpu').locator('.chart-tooltip')).toBeHidden();
});

test('keys zoom in and lead out, Shift and dragging pans', async ({ page }) => {
  await open(page);
  const cpu = page.getByTestId('chart-cpu');
  await cpu.focus();
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Back' })).toBeVisible();
  const [from, to] = shown(page);
  expect(Math.abs(to - from - (END - START) / 2)).toBeLessThan(5000);

  const box = (await cpu.locator('.u-over').boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + 44, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const quarter = (to - from) / 4;
  await expect.poll(() => Math.abs(shown(page)[0] - from - quarter) < quarter / 10).toBe(true);
  const moved = shown(page);
  expect(Math.abs(moved[1] - moved[0] - (to - from))).toBeLessThan(5000);

  await cpu.focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => shown(page)).toEqual([START, END]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('sideways and two fingers zoom, up and down scrolls, a tap tells, two taps lead back', async ({
    page,
  }) => {
    await open(page);
    const over = page.getByTestId('chart-cpu').locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    const place = async (share: number, down = 0.5) => {
      const { x, y, width, height } = (await over.boundingBox())!;
      return [x + width * share, y + height * down] as const;
    };
    const near = (from: number, to: number) =>
      expect
        .poll(() => {
          const [start, end] = shown(page);
          return Math.max(Math.abs(start - from), Math.abs(end - to)) < (END - START) / 50;
        })
        .toBe(true);
    const all = END - START;

    const before = await page.evaluate(() => window.scrollY);
    await dragFingers(page, [await place(0.5, 0.9), [195, 40]]);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before + 50);
    expect(shown(page)).toEqual([START, END]);

    await over.scrollIntoViewIfNeeded();
    await over.tap();
    await expect(page.getByTestId('chart-cpu').locator('.chart-tooltip')).toBeVisible();

    await dragFingers(page, [await place(0.25), await place(0.75)]);
    await near(START + all / 4, END - all / 4);
    await expect(over).toBeVisible();
    await dragFingers(
      page,
      [await place(0.4), await place(0.3)],
      [await place(0.6, 0.6), await place(0.7, 0.6)],
    );
    await near(START + (3 * all) / 8, END - (3 * all) / 8);

    await over.tap();
    await over.tap();
    await near(START, END);

    await page.getByRole('button', { name: 'CPU: more' }).tap();
    await expect(page.getByText('Slide sideways or spread two fingers')).toBeVisible();
  });
});

test('a panel is taken away as CSV, in full and as it is shown', async ({ page }) => {
  await open(page);
  await page.getByTestId('chart-disk').waitFor();
  const take = async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), choose(page, 'Disk', 'Save as CSV')]);
    expect(file.suggestedFilename()).toBe(`${MACHINE}-disk.csv`);
    return readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
  };
  const lines = await take();
  expect(lines[0]).toBe('time,read [MiB/s],write [MiB/s]');
  expect(lines).toHaveLength(1 + ROWS);
  expect(lines[5]?.split(',').slice(0, 2)).toEqual([
    new Date(START + 4 * STEP).toISOString(),
    String(123_456_789 / 1024 ** 2),
  ]);
  await page.getByTestId('panel-disk').getByRole('button', { name: 'read', exact: true }).click();
  expect((await take())[0]).toBe('time,write [MiB/s]');
});

test('a panel is taken away as a picture of the theme that is seen', async ({ page }) => {
  await open(page);
  await page.getByTestId('chart-cpu').waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), choose(page, 'CPU', 'Save as PNG')]);
  expect(file.suggestedFilename()).toBe(`${MACHINE}-cpu.png`);
  const picture = readFileSync(await file.path());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.readUInt32BE(16)).toBeGreaterThan(400);
  expect(picture.readUInt32BE(20)).toBeGreaterThan(200);
  await file.saveAs('test-results/look/panel-cpu.png');
});

test('a table has the points, a logarithmic axis is one choice, and the menu is for keys', async ({
  page,
}) => {
  await open(page);
  await choose(page, 'Disk', 'Table of points');
  const table = page.getByTestId('panel-disk').getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(201);
  await expect(page.getByTestId('panel-disk')).toContainText('The newest 200 of 720 points');
  await expect(page.getByTestId('chart-disk')).toBeHidden();

  const more = page.getByRole('button', { name: 'Network: more' });
  await more.focus();
  await page.keyboard.press('Enter');
  const log = page.getByRole('menuitemcheckbox', { name: 'Logarithmic axis' });
  await expect(log).toBeFocused();
  await expect(page.getByText('Drag to zoom')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(more).toBeFocused();
  await expect(page.getByTestId('panel-network').getByTestId('basis')).toContainText('logarithmic');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('restarts, gaps and clock steps are marked and told, and a panel fills the screen', async ({ page }) => {
  const machine = `eventful-${MACHINE}`;
  const { tenant, apiKey } = demo();
  await storeFile(tenant, apiKey, { machine, name: 'eventful.json', content: eventfulFile() });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage(page, `/machines/${machine}?range=all`);
  const chart = page.getByTestId('chart-network');
  await expect(chart).toHaveAttribute('aria-label', /Marked: 1 restart, 1 gap, 1 clock step$/);
  /** How many pixels of the plot have the colour of each mark. */
  const painted = () =>
    chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const root = getComputedStyle(document.documentElement);
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height - 40);
      const pixels = new Uint32Array(data.buffer);
      return ['--act', '--text-3', '--watch'].map((token) => {
        const [red = 0, green = 0, blue = 0] = root
          .getPropertyValue(token)
          .match(/\w\w/g)!
          .map((part) => Number.parseInt(part, 16));
        const color = (255 << 24) + (blue << 16) + (green << 8) + red;
        return pixels.filter((pixel) => pixel === color >>> 0).length;
      });
    });
  await expect.poll(async () => Math.min(...(await painted()))).toBeGreaterThan(50);

  const { width, height } = page.viewportSize()!;
  const size = () => chart.locator('canvas').boundingBox();
  await choose(page, 'Network', 'Full screen');
  await expect.poll(async () => (await size())?.height).toBeGreaterThan(height - 120);
  expect((await size())?.width).toBeGreaterThan(width - 90);
  await choose(page, 'Network', 'Leave full screen');
  await expect.poll(async () => (await size())?.height).toBeLessThan(height / 2);

  const motion = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.className = 'skeleton btn';
    const { animationName, transitionDuration } = getComputedStyle(probe);
    probe.remove();
    return [animationName, transitionDuration];
  });
  expect(motion).toEqual(['none', '0s']);
});

test('the radar says its ceilings, the percentiles that they are exact', async ({ page }) => {
  await open(page);
  const radar = page.getByTestId('radar');
  await radar.scrollIntoViewIfNeeded();
  await expect(radar.getByRole('row').filter({ hasText: 'Memory' })).toContainText('15.6 GiB, all there is');
  await expect(page.getByTestId('percentiles')).toContainText('720 samples, exact');
});

test('a relative range of one’s own follows the clock, and another pace is kept in the address', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Custom' }).click();
  const form = page.getByRole('dialog', { name: 'A range of your own' });
  await form.getByLabel('The last').fill('10');
  await form.getByLabel('Of what').selectOption('d');
  await form.getByRole('button', { name: 'Follow' }).click();
  await expect(page).toHaveURL(/range=10d/);
  await expect(page.getByRole('button', { name: 'Last 10d' })).toBeVisible();
  await page.getByRole('button', { name: 'Time zone and refresh' }).click();
  await page.getByRole('combobox', { name: 'Refresh' }).selectOption('30s');
  await expect(page).toHaveURL(/range=10d&refresh=30s/);
  await page.goto(page.url());
  await page.getByRole('button', { name: 'Time zone and refresh' }).click();
  await expect(page.getByRole('combobox', { name: 'Refresh' })).toHaveValue('30s');
});

test('this host: every core in a heat map, and how its file systems fill', async ({ page }) => {
  await signIn(page);
  const host = `${demo().tenant}/machines/${encodeURIComponent(demo().machine)}?range=15m`;
  await page.goto(`${host}&tab=cpu`);
  await expect(page.getByTestId('chart-core-heat')).toHaveAttribute('data-points', /^[1-9]/);
  // At the right edge: a portal that was just started has no samples of before.
  const over = page.getByTestId('chart-core-heat').locator('.u-over');
  const { width, height } = (await over.boundingBox())!;
  await over.hover({ position: { x: width - 4, y: height / 2 } });
  await expect(page.getByTestId('chart-core-heat').locator('.chart-tooltip')).toContainText('cpu');
  await page.goto(`${host}&tab=filesystems`);
  await expect(page.getByTestId('fill').getByRole('row').nth(1)).toContainText('%');
});
