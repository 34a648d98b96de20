import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { env } from '#server/env.ts';

const DOCS = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith('.md'),
);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const textOf = (path: string) => readFileSync(path, 'utf8');

describe.each(DOCS)('%s', (path) => {
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

  const blocks = [...textOf('docs/operations.md').matchAll(/```sh\n([\s\S]*?)```/g)].map(
    (match) => match[1] ?? '',
  );
  const commands = blocks.flatMap((block) =>
    block.split('\n').flatMap((line) => /^npm run [^#]+/.exec(line)?.[0].trim() ?? []),
  );

  test('in their order: tenants, then backups of them', async () => {
    const tenants = commands.filter((command) => command.startsWith('npm run tenant'));
    const others = commands.filter((command) => !tenants.includes(command));
    expect(tenants.length).toBeGreaterThan(5);
    expect(others.length).toBeGreaterThan(4);
    const main = await freshDatabase();
    run('npm run migrate', main);
    for (const command of tenants) run(command, main);
    for (const command of others) {
      const into = command.includes('restore') ? await freshDatabase() : main;
      if (command.includes('restore') && command.includes('--tenant')) run('npm run migrate', into);
      run(command, into);
    }
  });
});
