import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import { buildFileReport } from './build-file-report.ts';
import { readFiles } from './read-files.ts';
import type { ReadFiles } from './types.ts';

const HOUR = 3_600_000;
const times = (from = 0, count = 20) =>
  Array.from({ length: count }, (_, at) => Date.UTC(2026, 0, 7) + from + at * 15_000);
const csv = (machine: string | null, from = 0) => makeCsv(times(from), { machine });

/** Reads files of these names and contents. */
const read = (files: Record<string, string>, machine: string | null = null): Promise<ReadFiles> =>
  withScratch(async (folder) => {
    const inputs = [];
    await mkdir(join(folder, 'given'));
    for (const [label, content] of Object.entries(files)) {
      const path = join(folder, 'given', label);
      await writeFile(path, content);
      inputs.push({ path, label, machine: null });
    }
    return readFiles(inputs, { machine, folder, tell: () => {} });
  });

const refusal = async (reading: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await reading.then(
    () => 'read',
    (cause: unknown) => cause,
  );
  if (error instanceof AppError) return error;
  throw error;
};

test('a file that names no machine is called after itself, with a note', async () => {
  const { machines, warnings } = await read({ 'server.csv': csv(null) });
  expect(machines).toEqual(['server']);
  expect(warnings).toEqual([
    'server.csv: names no machine; it is called "server" here. --machine NAME names it.',
  ]);
});

test('several of them need a name, and with it are one machine', async () => {
  const files = { 'monday.csv': csv(null), 'tuesday.csv': csv(null, HOUR) };
  expect((await refusal(read(files))).message).toContain(
    'Several files do not say of which machine they are: monday.csv, tuesday.csv.',
  );
  const { machines, days, warnings } = await read(files, 'server');
  expect({ machines, rows: days.map(({ rows }) => rows), warnings }).toEqual({
    machines: ['server'],
    rows: [20, 20],
    warnings: [],
  });
});

test('rows without a machine are of the one that was named', async () => {
  const mixed = csv('web').replace(/,web,/g, (_, at: number) => (at > 500 ? ',,' : ',web,'));
  expect((await read({ 'mixed.csv': mixed }, 'rest')).machines).toEqual(['rest', 'web']);
});

test('a report compares six machines and no more, and has those there are', async () => {
  const files = await read(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`${n}.csv`, csv(`m${n}`)])));
  const query = { name: null, start: null, end: null, options: {}, now: new Date() };
  expect((await refusal(buildFileReport(files, { ...query, machine: null }))).message).toContain(
    'up to 6 machines; the files are of 7: m1, m2,',
  );
  expect((await refusal(buildFileReport(files, { ...query, machine: 'mail' }))).message).toContain(
    'The files have no samples of "mail". They are of: m1,',
  );
  const empty = { ...query, machine: 'm1', start: new Date('2027-01-01') };
  expect((await refusal(buildFileReport(files, empty))).code).toBe('INVALID_INPUT');
  const beside = { ...empty, end: new Date('2027-01-02') };
  expect((await refusal(buildFileReport(files, beside))).message).toBe(
    'The files have no samples from 2027-01-01T00:00:00.000Z to 2027-01-02T00:00:00.000Z. They have some from 2026-01-07T00:00:00.000Z to 2026-01-07T00:04:45.000Z.',
  );
});

describe('what no report can be made of is refused, with the file', () => {
  test.each([
    ['columns', 'timestamp,cpu_user\n1767744000,1\n', 'INVALID_CSV_FORMAT'],
    ['values', csv('web').replace(/web,[^,]*/, 'web,much'), 'INVALID_ROWS'],
    ['a time before there were any', csv('web').replace(/\n1767/, '\n0007'), 'INVALID_ROWS'],
    ['nothing', '', 'INVALID_CSV_FORMAT'],
    ['a text', 'hello\nworld\n', 'INVALID_CSV_FORMAT'],
    ['a PDF', '%PDF-1.7 and so on', 'UNSUPPORTED_FORMAT'],
    ['damaged Parquet', 'PAR1 and nothing else', 'INVALID_INPUT'],
    ['a damaged collection', '{"timestamp":1,"subsystem":"/proc/stat","measurement":', 'INVALID_ROWS'],
    ['a damaged zip', 'PK\u0003\u0004 and nothing else', 'INVALID_INPUT'],
  ])('%s', async (_, content, code) => {
    const error = await refusal(read({ 'good.csv': csv('web'), 'bad.csv': content }));
    expect({ code: error.code, file: error.details.file }).toEqual({ code, file: 'bad.csv' });
  });

  test('what is not there', async () => {
    const missing = withScratch((folder) =>
      readFiles([{ path: join(folder, 'none'), label: 'none', machine: null }], {
        machine: null,
        folder,
        tell: () => {},
      }),
    );
    expect(await refusal(missing)).toMatchObject({ code: 'NOT_FOUND', details: { file: 'none' } });
  });
});
