import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { telemetry } from '#server/telemetry/telemetry.ts';

const DOCS = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith('.md'),
);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const textOf = (path: string) => readFileSync(path, 'utf8');

const MIGRATE = 'npm run migrate';
/** Commands that are run below: those of an operator, and before them the one that makes the tables. */
const RUN = [
  MIGRATE,
  ...[...textOf('docs/operations.md').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.split('\n').flatMap((line) => /^npm run [^#]+/.exec(line)?.[0].trim() ?? []),
  ),
];
/** Commands that no test runs as the pages have them, and what stands for each. */
const NOT_RUN: Record<string, string> = {
  'npm install': 'the tests themselves need it first',
  'npm test': 'this is part of it',
  'npm run up': 'starts what the browser tests look at',
  'npm run lint': 'begins npm test',
  'npm run typecheck': 'begins npm test',
  'npm run build': 'npm run up does it for the browser tests',
  'npm run build:runtime': 'e2e/production.spec.ts runs what it makes',
  'npm run build:agent':
    'single files take minutes; the bundles are made by npm run build and run by the browser tests',
  'npm run bench': 'measures for minutes; bench has tests of its parts',
  'npm run drill': 'scripts/drill/drill.test.ts runs its short form',
  'npm run fuzz': 'e2e/access/fuzz.spec.ts runs a short form',
  'npm run report': 'scripts/perfanalysis/report-docs.test.ts runs those of docs/report.md',
  'npx vitest': 'this is one',
  'npx playwright': 'the browser tests are one',
  'npx node': 'agent/cli has tests of each program',
  'npx perfanalysis': 'scripts/perfanalysis has tests of it',
};

describe.each(DOCS)('%s', (path) => {
  test('has no command that is neither run by a test nor known not to be', () => {
    const named = [...textOf(path).matchAll(/\b(?:npm run [\w:-]+|npm (?:test|install)|npx [a-z]+)/g)];
    const run = RUN.map((command) => /^npm run [\w:-]+/.exec(command)?.[0]);
    expect(named.map(([name]) => name).filter((name) => !(name in NOT_RUN) && !run.includes(name))).toEqual(
      [],
    );
  });

  test('names commands that there are', () => {
    const named = [...textOf(path).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names files and folders that there are', () => {
    const named = [
      ...textOf(path).matchAll(
        /`((?:agent|app|bench|deploy|docs|e2e|prisma|scripts|server)\/[\w./[\]()-]+)`/g,
      ),
    ].map((match) => match[1] ?? '');
    const known = (name: string) => existsSync(name) || existsSync(`${name}.ts`) || existsSync(`${name}.tsx`);
    // A verb is named by its path, without the ending or with its exported function's name.
    expect(named.filter((name) => !known(name))).toEqual([]);
  });
});

test('docs/security.md names a test for each threat', () => {
  const rows = textOf('docs/security.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| who | tries'));
  expect(rows.length).toBeGreaterThan(10);
  const isTest = (path: string) =>
    /\.(?:test|spec)\.ts$/.test(path)
      ? existsSync(path)
      : existsSync(path) && readdirSync(path).some((name) => /\.test\.ts$/.test(name));
  for (const row of rows) {
    const named = [...(row.split(' | ').at(-1) ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    expect(named.length, row).toBeGreaterThan(0);
    expect(named.filter((path) => !isTest(path))).toEqual([]);
  }
});

test('docs/operations.md tells of every figure, and of no other', () => {
  const { registry } = telemetry();
  const own = registry.getMetricsAsArray().map(({ name }) => name);
  const told: string[] = textOf('docs/operations.md').match(/\b(?:perfanalysis|nodejs)_[a-z0-9_]+/g) ?? [];
  expect([...new Set(told)].filter((name) => !own.includes(name))).toEqual([]);
  expect(own.filter((name) => name.startsWith('perfanalysis_') && !told.includes(name))).toEqual([]);
});

describe('the operator’s commands of docs/operations.md do what they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-docs-'));
  const databases: string[] = [];
  afterAll(async () => {
    for (const name of databases) await controlPool().query(`DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true });
  });
  const freshDatabase = async () => {
    const name = `t_${randomBytes(6).toString('hex')}`;
    await controlPool().query(`CREATE DATABASE ${name}`);
    databases.push(name);
    const url = new URL(env().DATABASE_URL);
    url.pathname = `/${name}`;
    return url.toString();
  };
  const run = (command: string, DATABASE_URL: string) => {
    const [, name = '', args = ''] = /^npm run ([\w:-]+)(?: -- (.*))?$/.exec(command) ?? [];
    const script = /node (\S+)/.exec(scripts[name] ?? '')?.[1] ?? '';
    const words = args
      .split(/\s+/)
      .flatMap((word) => (word === '' ? [] : word.endsWith('.zip') ? join(folder, word) : word));
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(script), ...words], {
      env: { ...process.env, DATABASE_URL },
      // Who deletes is asked for the name.
      input: 'acme\n',
      encoding: 'utf8',
    });
    expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
    return stdout;
  };

  test('in their order: tenants, then backups of them', async () => {
    const tenants = RUN.filter((command) => command.startsWith('npm run tenant'));
    const others = RUN.filter((command) => command !== MIGRATE && !tenants.includes(command));
    expect(tenants.length).toBeGreaterThan(5);
    expect(others.length).toBeGreaterThan(4);
    const main = await freshDatabase();
    run(MIGRATE, main);
    for (const command of tenants) run(command, main);
    for (const command of others) {
      const into = command.includes('restore') ? await freshDatabase() : main;
      if (command.includes('restore') && command.includes('--tenant')) run(MIGRATE, into);
      run(command, into);
    }
  });
});
