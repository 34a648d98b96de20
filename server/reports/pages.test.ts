import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel, type ReportQuery } from './build-report-model.ts';
import { renderPdf } from './render-pdf.ts';
import type { ReportModel } from './report-model.ts';
import { comparePictures } from './testing/compare-pictures.ts';
import { drawPages, type Picture, readPng, writePng } from './testing/draw-pages.ts';
import { fullMachine } from './testing/full-machine.ts';
import { handMadeLogo } from './testing/hand-made-logo.ts';
import { readPdf } from './testing/read-pdf.ts';
import { storeSamples } from './testing/store-samples.ts';

const HOUR = 3_600_000;
const start = new Date(Date.UTC(2026, 10, 17));
const KEPT = join(import.meta.dirname, 'testing', 'pages');
/** For those who look at what is different: what was drawn, and where it differs. */
const SEEN = join(import.meta.dirname, '../../test-results/report-pages');
const RENEW = 'UPDATE_PAGES=1 npx vitest run server/reports/pages.test.ts';
/** Less than a line of text: a word more or less is the business of other tests. */
const MOST_DIFFERENT = 0.001;

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
  await storeSamples(ctx, 'db-prod-01', fullMachine({ start: start.getTime() }));
  await storeSamples(
    ctx,
    'web-Ωμέγα-01',
    fullMachine({ start: start.getTime(), days: 0.25, cpus: 4, share: 0.5 }),
  );
  await storeSamples(ctx, '<b>сервер-03', fullMachine({ start: start.getTime(), days: 0.25, cpus: 128 }));
});

/** A report whose pages are the same in each run. */
async function modelOf(
  query: Pick<ReportQuery, 'machines' | 'options'>,
  hours: number,
): Promise<ReportModel> {
  const end = new Date(start.getTime() + hours * HOUR);
  const model = await buildReportModel(ctx, { ...query, start, end, now: end });
  return { ...model, tenant: 'Example Consulting' };
}

/** Compares a page with the picture of it that is kept, or keeps it. */
async function expectKept(name: string, found: Picture): Promise<void> {
  const path = join(KEPT, `${name}.png`);
  if (process.env.UPDATE_PAGES) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(path, writePng(found));
    return;
  }
  if (!existsSync(path)) throw new Error(`There is no picture ${path}. Draw it, and look at it: ${RENEW}`);
  const { share, marked } = comparePictures(found, await readPng(readFileSync(path)));
  if (share <= MOST_DIFFERENT) return;
  mkdirSync(SEEN, { recursive: true });
  writeFileSync(join(SEEN, `${name}.png`), writePng(found));
  writeFileSync(join(SEEN, `${name}-different.png`), writePng(marked));
  expect.fail(
    `${name} looks different in ${(100 * share).toFixed(1)} % of its pixels: see ${SEEN}. If it is meant to, draw all pages anew and look at them: ${RENEW}`,
  );
}

describe('pages look as they did', { timeout: 120_000 }, () => {
  test('of one machine, on A4', async () => {
    const options = {
      customer: 'Example Logistics Ltd',
      timeZone: 'Europe/Berlin',
      branding: { accent: '#0f766e' },
    };
    const model = await modelOf({ machines: ['db-prod-01'], options }, 24);
    const bytes = await renderPdf({ ...model, logo: handMadeLogo() });
    const { bookmarks, outside } = await readPdf(bytes);
    expect(outside).toEqual([]);
    const wanted = [
      'CPU',
      'Each core',
      'Memory',
      'Disk',
      'Containers',
      'What moves together',
      'Every figure',
    ];
    const numbers = [
      1,
      2,
      ...bookmarks.flatMap(({ title, page }) => (wanted.includes(title) && page ? [page] : [])),
    ];
    expect(numbers).toHaveLength(wanted.length + 2);
    const names = ['cover', 'summary', ...wanted.map((title) => title.toLowerCase().replaceAll(' ', '-'))];
    const pictures = await drawPages(bytes, numbers);
    for (const [at, picture] of pictures.entries()) await expectKept(`a4-${names[at]}`, picture);
  });

  test('of three machines, one of 128 CPUs, on Letter', async () => {
    const sections = ['comparison', 'cores', 'filesystems'] as const;
    const machines = ['db-prod-01', 'web-Ωμέγα-01', '<b>сервер-03'];
    const model = await modelOf({ machines, options: { sections: [...sections] } }, 6);
    const bytes = await renderPdf(model, { paper: 'letter' });
    const { bookmarks, outside } = await readPdf(bytes);
    expect(outside).toEqual([]);
    const pageOf = (title: string) => bookmarks.find((one) => one.title === title)?.page ?? 0;
    const names = ['cover', 'side-by-side', 'cores'];
    const numbers = [1, pageOf('Side by side'), pageOf('<b>сервер-03: Each core')];
    const pictures = await drawPages(bytes, numbers);
    for (const [at, picture] of pictures.entries()) await expectKept(`letter-${names[at]}`, picture);
  });
});

test('a page without one of its charts is seen to be another', { timeout: 120_000 }, async () => {
  const model = await modelOf({ machines: ['db-prod-01'], options: { sections: ['cpu'] } }, 24);
  const without = {
    ...model,
    sections: model.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block, at) =>
        at === 1 && block.type === 'time-chart' ? { ...block, series: [] } : block,
      ),
    })),
  };
  const [whole, lacking] = await Promise.all([
    drawPages(await renderPdf(model), [3]),
    drawPages(await renderPdf(without), [3]),
  ]);
  if (!whole[0] || !lacking[0]) throw new Error('no page');
  expect(comparePictures(lacking[0], whole[0]).share).toBeGreaterThan(2 * MOST_DIFFERENT);
  expect(comparePictures(whole[0], whole[0]).share).toBe(0);
});
