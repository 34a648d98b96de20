import { expect, test } from 'vitest';
import { composeReportModel } from './model/compose-report-model.ts';
import { RenderError, renderPdf } from './render-pdf.ts';
import type { ReportModel } from './report-model.ts';
import { emptyInput, handMadeInput, withMachine } from './testing/hand-made-input.ts';
import { readPdf } from './testing/read-pdf.ts';

test('a report is text and vectors, with its title, author and language', async () => {
  const pdf = await readPdf(await renderPdf(composeReportModel(handMadeInput())));
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
  const pages = pdf.pages.length;
  expect(pages).toBeLessThan(20);
  expect(pdf.pages[0]).toContain(`1 / ${pages}`);
  expect(pdf.pages.at(-1)).toContain(`${pages} / ${pages}`);
  expect(pdf.paths).toBeGreaterThan(60);
  expect(pdf.images).toBe(0);
  expect(pdf.info).toMatchObject({
    Title: 'Performance report: db-prod-01',
    Author: 'Acme Logistics',
    Language: 'en',
  });
});

test('a range without samples is one page that says so', async () => {
  const pdf = await readPdf(await renderPdf(composeReportModel(emptyInput())));
  expect(pdf.pages).toHaveLength(1);
  expect(pdf.pages[0]).toContain('No samples in this range');
});

test.each([
  ['255 letters', 'h'.repeat(255), 'h'.repeat(20)],
  ['markup', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['Cyrillic and Greek', 'сервер-Ωμέγα', 'сервер-Ωμέγα'],
  ['what no font has', '名前-\u0000-\u202e-\u{1F600}-x', '??'],
  ['nothing', '', 'Performance report'],
])('a machine name of %s is printed', async (_, name, expected) => {
  const facts = {
    name,
    hostname: null,
    os: null,
    kernel: null,
    cpuModel: null,
    cpuCount: null,
    memoryTotalMb: null,
  };
  const input = withMachine(emptyInput(), () => ({ facts }));
  const pdf = await readPdf(await renderPdf(composeReportModel({ ...input, tenantName: name })));
  expect(pdf.pages).toHaveLength(1);
  expect(pdf.pages[0]?.replaceAll(' ', '')).toContain(expected.replaceAll(' ', ''));
});

test('128 CPUs and 40 disks break over pages, not the layout', async () => {
  const many = <T>(count: number, name: string, value: T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [name.replace('#', String(at)), value]));
  const input = withMachine(handMadeInput(), ({ data: { entities, stats } }) => ({
    data: {
      entities: {
        ...entities,
        cpu: { ...entities.cpu, entities: many(128, 'cpu#', entities.cpu.entities.cpu0 ?? {}) },
      },
      stats: {
        ...stats,
        entities: { ...stats.entities, disk: many(40, 'nvme#n1', stats.entities.disk?.sda ?? {}) },
      },
    },
  }));
  const pdf = await readPdf(await renderPdf(composeReportModel(input)));
  expect(pdf.pages.length).toBeLessThan(40);
});

test('ten reports in a row, asked for at once, all come out the same', async () => {
  const model = composeReportModel(emptyInput());
  const all = await Promise.all(Array.from({ length: 10 }, () => renderPdf(model)));
  const sizes = new Set(all.map(({ byteLength }) => byteLength));
  expect(sizes.size).toBe(1);
});

test('a model that cannot be drawn is an error with its cause, and the next report is made', async () => {
  const broken = { ...composeReportModel(emptyInput()), sections: null } as unknown as ReportModel;
  const failure = await renderPdf(broken).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RenderError);
  expect((failure as RenderError).cause).toBeInstanceOf(Error);
  await expect(renderPdf(composeReportModel(emptyInput()))).resolves.toBeInstanceOf(Uint8Array);
});
