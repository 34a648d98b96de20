import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseArguments } from './parse-arguments.ts';
import { UsageError } from './usage-error.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arguments-test-'));
  for (const name of ['web.csv', 'a=b.csv']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'compare.yaml'), 'machine: { name: web-01 }\ncompare: old.csv\npaper: letter\n');
  writeFileSync(join(folder, 'places.yaml'), 'title: x\nbranding:\n  logo: no.png\n');
  writeFileSync(join(folder, 'folder.yaml'), 'title: x\noutput_dir: nowhere\n');
  writeFileSync(join(folder, 'wrong.yaml'), 'sections: [cpu]\nsection: cpu\n');
  writeFileSync(
    join(folder, 'machine.yaml'),
    'machine: { name: Web server, uuid: web }\ndata: db=db.csv\nformats: [html]\noutput_dir: .\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parse = (args: readonly string[], environment = {}) =>
  parseArguments(['report', ...args], { folder, environment });

test('files are taken from where the command was called, with their machines', async () => {
  const { from } = await parse(['web.csv', 'db=x/db.csv', 'a=b.csv', '/abs.csv']);
  expect(from).toEqual({
    inputs: [
      { path: join(folder, 'web.csv'), label: 'web.csv', machine: null },
      { path: join(folder, 'x/db.csv'), label: 'x/db.csv', machine: 'db' },
      { path: join(folder, 'a=b.csv'), label: 'a=b.csv', machine: null },
      { path: '/abs.csv', label: '/abs.csv', machine: null },
    ],
  });
});

test('flags count before the environment, and that before the configuration', async () => {
  const plain = await parse(['web.csv']);
  expect(plain).toMatchObject({ machine: null, name: null, outputs: { folder, formats: ['pdf'] } });
  const configured = await parse([], { REPORT_CONFIG: 'machine.yaml' });
  expect(configured).toMatchObject({
    from: { inputs: [{ path: join(folder, 'db.csv'), label: 'db.csv', machine: 'db' }] },
    machine: 'web',
    name: 'Web server',
    outputs: { formats: ['html'] },
  });
  const environment = { REPORT_CONFIG: 'machine.yaml', REPORT_FORMAT: 'both', REPORT_OUTPUT_DIR: tmpdir() };
  expect(await parse(['web.csv', '--machine', 'db'], environment)).toMatchObject({
    from: { inputs: [{ label: 'web.csv' }] },
    machine: 'db',
    outputs: { folder: tmpdir(), formats: ['pdf', 'html'] },
  });
  expect((await parse(['web.csv', '--json', 'm.json'], environment)).outputs).toEqual({
    files: { json: join(folder, 'm.json') },
  });
});

test('an earlier period is that of other files, or a part of the same', async () => {
  expect((await parse(['web.csv'])).compare).toBeNull();
  const other = await parse(['web.csv', '--compare', 'old.csv', '--compare', 'web=older.csv']);
  expect(other.compare).toEqual({
    inputs: [
      { path: join(folder, 'old.csv'), label: 'old.csv', machine: null },
      { path: join(folder, 'older.csv'), label: 'older.csv', machine: 'web' },
    ],
    start: null,
    end: null,
  });
  const range = ['--compare-start', '2026-01-06T00:00Z', '--compare-end', '1767744000'];
  expect((await parse(['web.csv', ...range])).compare).toEqual({
    inputs: null,
    start: new Date('2026-01-06T00:00:00Z'),
    end: new Date('2026-01-07T00:00:00Z'),
  });
  const configured = await parse(['web.csv', '--config', 'compare.yaml']);
  expect(configured.compare?.inputs?.map(({ path }) => path)).toEqual([join(folder, 'old.csv')]);
  expect(configured.options.paper).toBe('letter');
  expect((await parse(['web.csv', '--config', 'compare.yaml', '--paper', 'a4'])).options.paper).toBe('a4');
});

test('a name alone is what the machine is to be called, not which one counts', async () => {
  expect(await parse(['web.csv', '--config', 'compare.yaml'])).toMatchObject({
    machine: 'web-01',
    name: 'web-01',
    isOnlyName: true,
  });
  expect(await parse(['web.csv', '--machine', 'web'])).toMatchObject({ machine: 'web', isOnlyName: false });
  expect(await parse(['--config', 'machine.yaml'])).toMatchObject({ machine: 'web', isOnlyName: false });
});

test('this host is sampled for a time', async () => {
  expect((await parse(['--collect', '2m', '--interval', '5s'])).from).toEqual({
    collect: { duration: 120_000, interval: 5000 },
  });
});

describe('what makes no sense is refused', () => {
  test.each([
    [[], 'Name files'],
    [['web.csv', '--collect', '3s'], 'Either name files'],
    [['web.csv', '--sections', 'cpu,sound'], 'sections.1'],
    [['web.csv', '--timezone', 'Mars'], 'There is no such time zone'],
    [['web.csv', '--counters', 'up'], '--counters is "up": allowed are rate and cumulative.'],
    [['web.csv', '--accent', 'red'], 'An accent is a colour'],
    [['web.csv', '--start', 'noon'], 'start: "noon" is not a time'],
    [['--collect', '1s'], '--collect is "1s": allowed is a time from 2s'],
    [['--collect', 'long'], '--collect is "long"'],
    [['--collect', '10s', '--interval', '10ms'], '--interval is "10ms"'],
    [['web.csv', '--logo', 'web.csv'], 'web.csv: The logo is no PNG and no JPEG.'],
    [['web.csv', '--logo', 'no.png'], 'The logo no.png cannot be read.'],
    [['web.csv', '--pdf', 'no/where.pdf'], '--pdf: There is no folder'],
    [['web.csv', '--paper', 'a5'], 'paper'],
    [['web.csv', '--compare-start', '2026-01-06T00:00Z'], '--compare-start and --compare-end'],
    [['web.csv', '--compare', 'old.csv', '--sections', 'cpu'], 'in the section comparison'],
    [['web.csv', '--compare', 'old.csv', '--compare-end', 'noon'], 'compare-end: "noon" is not a time'],
    [['web.csv', '--config', 'places.yaml'], 'places.yaml:3: branding.logo: The logo no.png cannot be read.'],
    [['web.csv', '--config', 'folder.yaml'], 'folder.yaml:2: output_dir: There is no folder'],
    [['web.csv', '--config', 'no.yaml'], 'The configuration no.yaml cannot be read.'],
    [
      ['web.csv', '--config', 'wrong.yaml'],
      'wrong.yaml:2: section: there is no such key; did you mean sections',
    ],
  ])('%j', async (args, told) => {
    const refused = parse(args);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(told);
  });

  test('also in the environment', async () => {
    await expect(parse(['web.csv'], { REPORT_FORMAT: 'docx' })).rejects.toThrow(
      'REPORT_FORMAT is "docx": allowed are pdf, html and both.',
    );
  });
});
