import { beforeAll, describe, expect, test } from 'vitest';
import { composeReportModel } from './model/compose-report-model.ts';
import { RenderError, renderPdf } from './render-pdf.ts';
import type { FigureTable, ReportModel, SmallMultiples } from './report-model.ts';
import { emptyInput, handMadeInput } from './testing/hand-made-input.ts';
import { handMadeLogo } from './testing/hand-made-logo.ts';
import { type ReadPdf, readPdf } from './testing/read-pdf.ts';

const busy = composeReportModel(handMadeInput());
const empty = composeReportModel(emptyInput());

describe('a day of a busy server', () => {
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = await readPdf(await renderPdf(busy));
  });

  test('is text and vectors on A4, with its title, author and language', () => {
    const text = pdf.pages.join(' ');
    for (const expected of [
      'db-prod-01',
      'Acme Logistics',
      'p97.5',
      'iowait',
      'Intel Xeon Platinum 8370C',
      'MB/s',
    ])
      expect(text).toContain(expected);
    expect(pdf.paths).toBeGreaterThan(60);
    expect(pdf.images).toBe(0);
    expect(pdf.outside).toEqual([]);
    expect(pdf.size.map(Math.round)).toEqual([595, 842]);
    expect(pdf.info).toMatchObject({
      Title: 'Performance report: db-prod-01',
      Author: 'Acme Logistics',
      Subject: '20 November 2026, 09:00 – 21 November 2026, 09:00 UTC',
      Creator: 'PerfAnalysis',
      Language: 'en',
      PDFFormatVersion: '1.7',
    });
    // Not tagged: the renderer cannot. Should it learn to, docs/architecture.md says otherwise.
    expect({ showsTitle: pdf.showsTitle, isTagged: pdf.isTagged }).toEqual({
      showsTitle: true,
      isTagged: false,
    });
  });

  test('numbers its pages', () => {
    const count = pdf.pages.length;
    expect(count).toBeLessThan(20);
    for (const [at, page] of pdf.pages.entries()) expect(page).toContain(`${at + 1} / ${count}`);
  });

  test('has a page of summary with health, key figures and findings', () => {
    for (const expected of [
      'Summary',
      'Health',
      'act',
      'Disk sda busy, p95',
      'What we found',
      'A disk is saturated.',
    ])
      expect(pdf.pages[1]).toContain(expected);
  });

  test('has a bookmark per section, which leads to its heading', () => {
    expect(pdf.bookmarks.map(({ title }) => title)).toEqual([
      'Summary',
      ...busy.sections.map(({ title }) => title),
    ]);
    for (const { title, page } of pdf.bookmarks) expect(pdf.pages[(page ?? 0) - 1]).toContain(title);
  });

  test('links lead from contents and findings to sections, and the contents say the right pages', () => {
    const contents = pdf.links.filter(({ from }) => from === 1).map(({ to }) => to);
    expect(contents).toEqual(pdf.bookmarks.map(({ page }) => page));
    for (const { title, page } of pdf.bookmarks)
      expect(pdf.pages[0]).toMatch(new RegExp(`${title}\\s+${page}\\b`));
    expect(pdf.links.filter(({ from }) => from === 2).length).toBeGreaterThan(busy.findings.length);
    expect(pdf.links.every(({ to }) => to !== null)).toBe(true);
  });

  test('fits Letter too', async () => {
    const letter = await readPdf(await renderPdf(busy, { paper: 'letter' }));
    expect(letter.size).toEqual([612, 792]);
    expect(letter.outside).toEqual([]);
    expect(letter.bookmarks).toHaveLength(pdf.bookmarks.length);
  });
});

test('asked for at once, one that cannot be drawn among them, reports come out the same; the failure has its cause', async () => {
  const broken = { ...empty, sections: null } as unknown as ReportModel;
  const [one, failure, two] = await Promise.allSettled([
    renderPdf(empty),
    renderPdf(broken),
    renderPdf(empty),
  ]);
  if (one.status === 'rejected' || two.status === 'rejected' || failure.status === 'fulfilled')
    throw new Error(`${one.status}, ${failure.status}, ${two.status}`);
  expect(Buffer.from(two.value).equals(Buffer.from(one.value))).toBe(true);
  expect(failure.reason).toBeInstanceOf(RenderError);
  expect((failure.reason as RenderError).cause).toBeInstanceOf(Error);
  await saysThereIsNothing(await readPdf(one.value));
});

/** A range without samples says so; a character no font has is a box, not nothing. */
async function saysThereIsNothing(pdf: ReadPdf): Promise<void> {
  expect(pdf.pages.length).toBeLessThanOrEqual(3);
  expect(pdf.pages[0]).toContain('No samples in this range');
  expect(pdf.pages.join(' ')).toContain('nothing to judge');
  // The title stands on the cover only.
  const boxes = await readPdf(await renderPdf({ ...empty, title: `${empty.title}名前` }));
  expect(boxes.paths - pdf.paths).toBe(2);
}

test('machine names in any script, of any length and with markup are printed, beside a logo', async () => {
  const names = {
    [`${'h'.repeat(255)}`]: 'h'.repeat(20),
    '<script>alert(1)</script>': '<script>alert(1)</script>',
    'сервер-Ωμέγα': 'сервер-Ωμέγα',
    'Žluťoučký-ăâîșț-Việt': 'Žluťoučký-ăâîșț-Việt',
    '名前-\u0000-\u202e-\u{1F600}-x': '-x',
    'a\ud83d-z': 'a',
    '': empty.title,
  };
  const machines = Object.keys(names).map((name) => ({ name, facts: ['8 × CPU', name] }));
  const [tenant = ''] = Object.keys(names);
  const pdf = await readPdf(
    await renderPdf({
      ...empty,
      ...{ machines, tenant, customer: machines[4]?.name ?? '' },
      ...{ logo: handMadeLogo(), accent: '#aa3300' },
    }),
  );
  expect(pdf.outside).toEqual([]);
  expect(pdf.images).toBe(1);
  for (const expected of Object.values(names))
    expect(pdf.pages[0]?.replaceAll(' ', '')).toContain(expected.replaceAll(' ', ''));
});

describe('very many', () => {
  const table = (rows: number, name: string): FigureTable => ({
    type: 'table',
    title: `Each ${name}`,
    head: name,
    columns: busy.percentiles.map((at) => ({ label: `p${at}`, unit: null })),
    rows: Array.from({ length: rows }, (_, at) => ({
      label: `${name}${at}`,
      unit: 'percent' as const,
      figures: busy.percentiles.map((percentile) => (at * percentile) % 100),
    })),
    note: null,
  });
  const section = (id: string, blocks: ReportModel['sections'][number]['blocks']) => ({
    id,
    title: id,
    intro: null,
    basis: null,
    machine: null,
    blocks,
  });
  const panels = (count: number): SmallMultiples => ({
    type: 'small-multiples',
    title: 'Used, each CPU',
    start: 0,
    end: 3_600_000,
    resolutionSeconds: 900,
    times: [0, 900_000, 1_800_000, 2_700_000],
    unit: 'percent',
    top: 100,
    colour: 'user',
    figureLabel: 'p95',
    panels: Array.from({ length: count }, (_, at) => ({
      label: `cpu${at}`,
      figure: at % 100,
      avg: [at % 100, null, 3, 4],
      min: null,
      max: null,
    })),
  });

  test('128 CPUs: the 32 busiest are drawn, all are in the table, whose head is on each of its pages; and 100 devices with very long names', async () => {
    const long = 'dm-name-luks-9f8c6a52-4a5e-4c1e-b0a1-0123456789ab-very-long-'.repeat(4);
    const sections = [
      section('cores', [panels(128), table(128, 'cpu')]),
      section('disk', [table(100, long)]),
    ];
    const pdf = await readPdf(await renderPdf({ ...busy, sections }));
    const text = pdf.pages.join(' ');
    expect(text).toContain('The 32 busiest of 128; the table has all of them.');
    for (let at = 0; at < 128; at += 1) expect(text).toContain(`cpu${at} `);
    const withRows = pdf.pages.filter((page, at) => at > 1 && /cpu\d+ /.test(page));
    expect(withRows.length).toBeGreaterThan(2);
    for (const page of withRows.slice(2)) expect(page).toContain('p97.5');
    expect(pdf.outside).toEqual([]);
    expect(pdf.pages.length).toBeLessThan(14);
  });

  test('30 findings: each is told once, and the summary says where the rest is', async () => {
    const [first] = busy.findings;
    if (!first) throw new Error('no finding');
    const findings = Array.from({ length: 30 }, (_, at) => ({
      ...first,
      id: `f${at}`,
      evidence: `Evidence ${at}.`,
    }));
    const pdf = await readPdf(await renderPdf({ ...busy, findings, sections: [section('disk', [])] }));
    const text = pdf.pages.join(' ');
    for (const { evidence } of findings) expect(text.split(evidence)).toHaveLength(2);
    const told = pdf.pages[1]?.split('Evidence').length ?? 0;
    expect(pdf.pages[1]).toContain(`and ${30 - (told - 1)} more, page 3`);
    expect(pdf.bookmarks).toContainEqual({ title: 'More findings', page: 3 });
  });

  test('six machines: the contents say each of their sections and its page, below its name', async () => {
    const machines = Array.from({ length: 6 }, (_, at) => ({ name: `machine-${at}`, facts: [] }));
    const sections = machines.flatMap(({ name }, at) =>
      ['CPU', 'Memory', 'Disk'].map((title) => ({
        ...section(`m${at}-${title}`, [table(1, 'cpu')]),
        title: `${name}: ${title}`,
        machine: name,
      })),
    );
    const pdf = await readPdf(await renderPdf({ ...busy, machines, sections, findings: [] }));
    expect(pdf.outside).toEqual([]);
    const contents = pdf.pages[0]?.replace(/^.*Contents/, '') ?? '';
    expect(contents).not.toContain('machine-1: CPU');
    for (const { name } of machines) expect(contents).toContain(name);
    const pages = pdf.bookmarks.map(({ page }) => page);
    expect(pdf.links.filter(({ from }) => from === 1).map(({ to }) => to)).toEqual(pages);
    const printed = contents.match(/(?<=(?:Summary|CPU|Memory|Disk)\s+)\d+/g)?.map(Number);
    expect(printed).toEqual(pages);
  });
});

test('a corrupt logo is refused before anything is rendered', async () => {
  const logo = handMadeLogo();
  const cut = { ...logo, dataUrl: logo.dataUrl.slice(0, -40) };
  await expect(renderPdf({ ...empty, logo: cut })).rejects.toMatchObject({ code: 'INVALID_IMAGE' });
});
