import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { parseConfig } from '#server/reports/configuration/parse-config.ts';
import { reportConfig } from '#server/reports/configuration/report-config.ts';
import { scaleUnit } from '#server/reports/format/scale-unit.ts';
import { SECTION_IDS } from '#server/reports/model/section-ids.ts';
import { THRESHOLDS } from '#server/reports/model/thresholds.ts';
import { handMadeLogo } from '#server/reports/testing/hand-made-logo.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'report.md'), 'utf8');
const block = (language: string) =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );
const section = (title: string) => PAGE.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
const [config = ''] = block('yaml');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-docs-'));
  const start = Date.UTC(2026, 0, 7, 11);
  const times = Array.from({ length: 480 }, (_, at) => start + at * 15_000);
  for (const name of ['web', 'db', 'week'])
    writeFileSync(join(folder, `${name}.csv`), makeCsv(times, { machine: name }));
  const collection = (from: number) =>
    makeSnapshots(everyMs(from, 60, 1000), start - 100_000_000)
      .flatMap(({ records }) => records.map((record) => `${JSON.stringify(record)}\n`))
      .join('');
  for (const [name, from] of [
    ['collection', start],
    ['after', start],
    ['before', start - 86_400_000],
  ] as const)
    writeFileSync(join(folder, `${name}.json.gz`), gzipSync(collection(from)));
  writeFileSync(join(folder, 'machine.yaml'), config);
  const logo = handMadeLogo().dataUrl.split(',')[1] ?? '';
  writeFileSync(join(folder, 'globex.png'), Buffer.from(logo, 'base64'));
  mkdirSync(join(folder, 'reports'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const perfanalysis = (args: readonly string[], environment: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(ROOT, 'scripts/perfanalysis.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });

describe('each command makes what it says', () => {
  const commands = block('sh').flatMap((text) =>
    text.split('\n').flatMap((line) => /^npm run (report) -- ([^#]+)/.exec(line)?.[2]?.trim() ?? []),
  );
  test('there are some', () => expect(commands.length).toBeGreaterThan(4));
  test.each(commands.map((command, at) => [command, at] as const))(
    '%s',
    (command, at) => {
      // Whoever reads the page has a minute; and one PDF shows that PDFs are made.
      const quick = command
        .replace('--collect 60s', '--collect 3s')
        .replace('--pdf', at > 0 ? '--json' : '--pdf');
      const ended = perfanalysis(['report', ...quick.split(/\s+/)], { REPORT_FORMAT: 'html' });
      expect(ended.stderr.replace(/^Note: .*\n/gm, '')).toBe('');
      expect(ended.status).toBe(0);
      const wanted = [...quick.matchAll(/--(?:pdf|html|json) (\S+)/g)].map((match) => match[1] ?? '');
      const written = ended.stdout.trim().split('\n');
      expect(written).toHaveLength(wanted.length || 1);
      for (const path of written) expect(existsSync(path), path).toBe(true);
    },
    120_000,
  );
});

test('every option stands in the table, and no other', () => {
  const options = (text: string) => new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(([name]) => name));
  const { stdout } = perfanalysis(['report', '--help']);
  const known = options(stdout.split('Files:')[0] ?? '');
  known.delete('--help');
  expect(options(section('Options').split('\nFlags count')[0] ?? '')).toEqual(known);
  for (const id of SECTION_IDS) expect(section('Options')).toContain(`\`${id}\``);
  for (const id of SECTION_IDS) expect(stdout).toContain(id);
});

test('every key of a configuration stands in the table, and the example is right', () => {
  const rows = [...section('Configuration').matchAll(/^\| (`.+?`) \|/gm)].map((match) => match[1] ?? '');
  const keys = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map((match) => match[1]));
  expect(new Set(keys)).toEqual(new Set(Object.keys(reportConfig.shape)));
  expect(parseConfig(config, 'machine.yaml')).toMatchObject({ machine: { name: 'web-01' }, paper: 'a4' });
});

test('every limit stands in the table with its default', () => {
  const rows = [...section('Limits').matchAll(/^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$/gm)];
  const expected = Object.entries(THRESHOLDS).map(([id, { label, unit, watch, act }]) => {
    const sign = scaleUnit(unit, 0).unit;
    return [id, label, ...[watch, act].map((value) => `${value} ${sign}`.trim())];
  });
  expect(rows.map((row) => row.slice(1))).toEqual(expected);
});
