import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { findRunningEmbedded } from './find-running-embedded.ts';
import { pickFreePort } from './pick-free-port.ts';
import type { Embedded } from './run-cluster.ts';
import { startEmbedded } from './start-embedded.ts';

const isRoot = process.getuid?.() === 0;
const made: string[] = [];
const running = new Set<Embedded>();

afterEach(async () => {
  for (const server of running) await server.stop();
  running.clear();
  for (const dir of made.splice(0)) {
    const pgDir = existsSync(join(dir, 'pg')) ? realpathSync(join(dir, 'pg')) : dir;
    rmSync(pgDir, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
  }
});

function newDataDir(mode = 0o755): string {
  const dir = mkdtempSync(join(tmpdir(), 'perf analysis-'));
  chmodSync(dir, mode);
  made.push(dir);
  return dir;
}

async function start(dataDir: string, options: { superPassword?: string; port?: number } = {}) {
  const said: string[] = [];
  const server = await startEmbedded({
    dataDir,
    superPassword: 'päss/word@1',
    onLog: (line) => said.push(line),
    ...options,
  });
  running.add(server);
  return { server, said };
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('data survives a killed server, and a server that outlived its run is adopted', async () => {
  const dataDir = newDataDir();
  const port = await pickFreePort();
  const first = await start(dataDir, { port });
  expect(first.server.port).toBe(port);
  await query(first.server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  expect(await findRunningEmbedded(dataDir)).toEqual({ port, pid: first.server.pid });
  await leavesNoPasswordBehind(dataDir, first.server);

  const again = await start(dataDir);
  expect(again.server).toMatchObject({ pid: first.server.pid, port, adopted: true });
  await expect(start(dataDir, { superPassword: 'other' })).rejects.toThrow(
    /made with another superuser password/,
  );
  expect(await query(first.server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  const taken = newDataDir();
  await expect(start(taken, { port })).rejects.toThrow(/cannot use port \d+ of 127.0.0.1/);

  process.kill(first.server.pid, 'SIGKILL');
  const second = await start(dataDir);
  expect(second.server.adopted).toBe(false);
  expect(second.server.pid).not.toBe(first.server.pid);
  expect(await query(second.server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);

  await Promise.all([second.server.stop(), second.server.stop()]);
  expect(await findRunningEmbedded(dataDir)).toBeNull();
  await expect(start(dataDir, { superPassword: 'other' })).rejects.toThrow(
    /made with another superuser password/,
  );
  expect(await findRunningEmbedded(dataDir)).toBeNull();
}, 60_000);

/** Nor does it listen on more than 127.0.0.1, or let anybody in without it. */
async function leavesNoPasswordBehind(dataDir: string, server: Embedded): Promise<void> {
  expect(readdirSync(dataDir).sort()).toEqual(['pg', 'pg.log']);
  expect(execFileSync('cat', [`/proc/${server.pid}/cmdline`], { encoding: 'utf8' })).not.toContain('word@1');
  expect(
    await query(
      server.url,
      "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories') ORDER BY name",
    ),
  ).toEqual([
    { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'unix_socket_directories', setting: '' },
  ]);
  const anonymous = new URL(server.url);
  anonymous.password = 'wrong';
  await expect(query(anonymous.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
}

test('starts over when initdb was interrupted, and when a stale pid file names a living process', async () => {
  const dataDir = newDataDir();
  mkdirSync(join(dataDir, 'pg.new', 'base'), { recursive: true });
  const first = await start(dataDir);
  await first.server.stop();
  writeFileSync(join(dataDir, 'pg', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'pg')}\n1\n5432\n`);
  expect(await findRunningEmbedded(dataDir)).toBeNull();
  const second = await start(dataDir);
  expect(second.server.adopted).toBe(false);
}, 60_000);

test('says in a sentence what is wrong with the folder', async () => {
  const other = newDataDir();
  mkdirSync(join(other, 'pg'));
  writeFileSync(join(other, 'pg', 'PG_VERSION'), '17\n');
  await expect(start(other)).rejects.toThrow(/made by PostgreSQL 17 and this is PostgreSQL 18/);

  const blocked = newDataDir();
  mkdirSync(join(blocked, 'pg'));
  writeFileSync(join(blocked, 'pg', 'notes.txt'), 'mine');
  await expect(start(blocked)).rejects.toThrow(/is in the way/);
  expect(readdirSync(blocked)).toEqual(['pg']);
  expect(existsSync(join(blocked, 'pg', 'notes.txt'))).toBe(true);

  const file = join(newDataDir(), 'file');
  writeFileSync(file, '');
  await expect(start(join(file, 'data'))).rejects.toThrow(/cannot be used \(.*choose one/);
}, 60_000);

test.runIf(isRoot)(
  'as root in a folder closed to others, keeps the data outside and finds it again',
  async () => {
    const dataDir = newDataDir(0o700);
    const first = await start(dataDir);
    expect(first.said.join()).toMatch(
      /cannot enter .*: the database is kept in \/var\/lib\/perfanalysis\/[0-9a-f]{12}\./,
    );
    await query(first.server.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    expect((await findRunningEmbedded(dataDir))?.pid).toBe(first.server.pid);
    await first.server.stop();
    await sleep(10);
    const second = await start(dataDir);
    expect(second.said).toEqual([]);
    expect(await query(second.server.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  },
  60_000,
);
