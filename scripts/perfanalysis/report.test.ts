import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelSchema } from '#server/reports/model-schema.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';

const COMMAND = join(import.meta.dirname, '..', 'perfanalysis.mjs');
/** Recordings of real machines. They are not part of the project: without them these tests are skipped. */
const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures/perfcollector2');
const present = existsSync(FIXTURES);
if (!present) console.log(`skipped: the recordings are not at ${FIXTURES}`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-test-'));
  writeFileSync(join(folder, 'web.csv'), makeCsv(times(60), { machine: 'web' }));
  writeFileSync(join(folder, 'db.csv'), makeCsv(times(60), { machine: 'db', salt: 4 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const times = (count: number) => Array.from({ length: count }, (_, at) => Date.UTC(2026, 0, 7) + at * 15_000);
const model = (name = 'out.json') => modelSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));

interface Ended {
  status: number | string | null;
  out: string;
  told: string;
}

/** Runs the command as on a host without a portal: no database, no secret, and a folder of its own for what is in between. */
const report = (args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const { DATABASE_URL, APP_SECRET, DATA_DIR, ...rest } = process.env;
    const own = mkdtempSync(join(folder, 'tmp-'));
    const env = { ...rest, TMPDIR: own, ...environment };
    execFile(process.execPath, [COMMAND, 'report', ...args], { cwd: folder, env }, (error, out, told) => {
      // Whatever came of it, nothing is left behind.
      expect(readdirSync(own).filter((name) => name.startsWith('perfanalysis-'))).toEqual([]);
      resolve({ status: error ? (error.code ?? null) : 0, out, told });
    });
  });

describe.skipIf(!present)('recordings', () => {
  test.each([
    ['azure-1cpu/collection.json', 132],
    ['oci-vm01/processed', 131],
  ])('%s', async (name, count) => {
    const ended = await report([join(FIXTURES, name), '--machine', 'vm', '--json', 'out.json']);
    expect(ended).toMatchObject({ status: 0, out: `${join(folder, 'out.json')}\n` });
    expect(model()).toMatchObject({ machines: [{ name: 'vm' }], samples: { intervalSeconds: 5 } });
    expect(Math.abs(model().samples.count - count)).toBeLessThanOrEqual(1);
  });
});

test('two files become a comparison, as PDF, HTML and figures', async () => {
  const outputs = ['--pdf', 'out.pdf', '--html', 'out.html', '--json', 'out.json'];
  const ended = await report(['web.csv', 'db.csv', ...outputs, '--title', 'Two <b>', '--customer', 'Globex']);
  expect(ended.told).toBe('');
  expect(ended.status).toBe(0);
  expect(readFileSync(join(folder, 'out.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(readFileSync(join(folder, 'out.html'), 'utf8')).toContain('Two &lt;b&gt;');
  const { machines, title, customer, sections } = model();
  expect(machines.map(({ name }) => name)).toEqual(['db', 'web']);
  expect({ title, customer }).toEqual({ title: 'Two <b>', customer: 'Globex' });
  expect(sections[0]?.id).toBe('comparison');
});

test('a period is compared with one of another file, and what is wrong names that file', async () => {
  writeFileSync(
    join(folder, 'older.csv'),
    makeCsv(
      times(60).map((at) => at - 7 * 86_400_000),
      { machine: 'web-old', salt: 3 },
    ),
  );
  const outputs = ['--json', 'out.json', '--html', 'out.html', '--paper', 'letter'];
  const ended = await report(['web.csv', '--compare', 'older.csv', ...outputs]);
  expect(ended).toMatchObject({
    status: 0,
    told: 'Note: "web" is compared with another machine, "web-old".\n',
  });
  const { comparedWith, machines, sections } = model();
  expect(comparedWith).toEqual({ start: '2025-12-31T00:00:00.000Z', end: '2025-12-31T00:14:45.001Z' });
  expect(machines.map(({ name }) => name)).toEqual(['web']);
  expect(sections[0]).toMatchObject({ id: 'change', title: 'Change between two periods' });
  expect(sections[0]?.blocks.map(({ type }) => type)).toContain('radar');
  const halves = ['--start', '2026-01-07T00:07:30Z', '--compare-start', '2026-01-07T00:00:00Z'];
  const own = await report([
    ...['web.csv', '--json', 'out.json', ...halves],
    ...['--compare-end', '2026-01-07T00:07:30Z'],
  ]);
  expect(own).toMatchObject({ status: 0, told: '' });
  expect(model()).toMatchObject({
    samples: { count: 30 },
    sections: expect.arrayContaining([expect.objectContaining({ id: 'change' })]),
  });

  expect(await report(['web.csv', 'db.csv', '--compare', 'older.csv', '--json', 'no.json'])).toMatchObject({
    status: 1,
    told: expect.stringContaining('samples of other machines: of web-old, not of db, web.'),
  });
  expect(await report(['web.csv', '--compare', 'missing.csv', '--json', 'no.json'])).toMatchObject({
    status: 1,
    told: expect.stringContaining('missing.csv: '),
  });
});

test('a configuration says what to report on, and how; flags and environment count more', async () => {
  writeFileSync(
    join(folder, 'machine.yaml'),
    'title: From the file\nmachine: { name: Web server, uuid: web }\ndata: [web.csv, db.csv]\nsections: [cpu, statistics]\ntime_zone: Europe/Berlin\nformats: [pdf]\n',
  );
  const ended = await report(
    [
      '--title',
      'From the flag',
      '--start',
      '2026-01-07T00:05:00Z',
      '--end',
      '1767744600',
      '--json',
      'out.json',
    ],
    {
      REPORT_CONFIG: 'machine.yaml',
    },
  );
  expect(ended).toMatchObject({ status: 0, told: '' });
  expect(model()).toMatchObject({
    title: 'From the flag',
    timeZone: 'Europe/Berlin',
    range: { start: '2026-01-07T00:05:00.000Z', end: '2026-01-07T00:10:00.000Z' },
    samples: { count: 20 },
    machines: [{ name: 'Web server' }],
    sections: [{ id: 'cpu' }, { id: 'statistics' }],
  });
  const named = await report(['--config', 'machine.yaml'], {
    REPORT_FORMAT: 'html',
    REPORT_OUTPUT_DIR: folder,
  });
  expect(named.out).toBe(`${join(folder, 'Web-server_20260107T000000Z_20260107T001445Z.html')}\n`);
});

test('this host is sampled and reported on', async () => {
  const ended = await report(['--collect', '3s', '--json', 'out.json', '--html', 'out.html']);
  expect(ended).toMatchObject({ status: 0, told: '' });
  expect(model().samples.count).toBeGreaterThanOrEqual(2);
  expect(model().sections.map(({ id }) => id)).toContain('memory');
}, 60_000);

test('a file that is wrong is told as an upload tells it, and nothing is written', async () => {
  const lines = makeCsv(times(60), { machine: 'bad' }).split('\n');
  const bad = lines.map((line, at) =>
    at > 0 && at < 31 ? line.replace(/^(\d+),bad,[^,]*/, '$1,bad,much') : line,
  );
  writeFileSync(join(folder, 'bad.csv'), bad.join('\n'));
  const ended = await report(['web.csv', 'bad.csv', '--pdf', 'never.pdf']);
  expect(ended.told).toMatch(
    /^bad\.csv: .*\n {2}line 2, cpu_user: .*"much".*(\n {2}line \d+.*){19}\n {2}… 30 of 60 rows in all\.\n/,
  );
  expect(ended).toMatchObject({ status: 1, out: '' });
  expect(existsSync(join(folder, 'never.pdf'))).toBe(false);
});

test('wrong usage has a status of its own', async () => {
  expect(await report(['web.csv', '--pfd', 'x'])).toMatchObject({
    status: 2,
    out: '',
    told: expect.stringContaining("unknown option '--pfd'"),
  });
});

test('interrupted, it ends at once and leaves nothing behind', async () => {
  const own = mkdtempSync(join(folder, 'tmp-'));
  const running = spawn(process.execPath, [COMMAND, 'report', '--collect', '10m', '--json', 'never.json'], {
    cwd: folder,
    env: { ...process.env, TMPDIR: own },
  });
  const collected = () =>
    readdirSync(own, { recursive: true }).some((name) => String(name).endsWith('this-host.json'));
  while (!collected()) await setTimeout(50);
  running.kill('SIGINT');
  const [status] = await once(running, 'exit');
  expect(status).toBe(130);
  expect(readdirSync(own)).toEqual([]);
  expect(existsSync(join(folder, 'never.json'))).toBe(false);
});
