import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const GOOD = {
  DATA_DIR: '/nonexistent/perfanalysis',
  // Nobody listens there: what passes the check of the settings ends at the database.
  DATABASE_URL: 'postgres://perf:e3b0c44298fc1c149afb@127.0.0.1:1/perf',
  APP_SECRET: '8d1f6c0b94e27a35f0c91be86d2473a5',
  PUBLIC_URL: 'https://perf.example.com',
  TRUST_PROXY: '10.0.0.0/8',
};

/** Starts a program with these settings and no others; what it says, and how it ends. */
async function start(program: string, settings: Record<string, string>) {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, NODE_ENV: 'production', ...settings };
  const ended = promisify(execFile)(process.execPath, [`scripts/${program}.ts`], { env });
  return ended.then(
    () => ({ code: 0, said: '' }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr.trim().split('\n') }),
  );
}

const UNREACHABLE =
  /^The PostgreSQL of DATABASE_URL \(127\.0\.0\.1:1\/perf\) cannot be reached: connect ECONNREFUSED/;

test.concurrent.each<[string, string, Record<string, string>, number, (string | RegExp)[]]>([
  ['portal', 'right settings, no database', GOOD, 1, [UNREACHABLE]],
  [
    'worker',
    'no settings at all',
    { DATA_DIR: '/nonexistent' },
    78,
    [
      /^Wrong configuration/,
      /^ {2}APP_SECRET: is not set .*openssl rand -hex 32/,
      /^ {2}DATABASE_URL: is not set: name your PostgreSQL/,
    ],
  ],
  [
    'portal',
    'what templates have',
    {
      ...GOOD,
      APP_SECRET: 'change-me-change-me-please-change-me',
      METRICS_TOKEN: '0000000000000000',
    },
    78,
    [
      /^Wrong/,
      '  APP_SECRET: can be guessed: make one with `openssl rand -hex 32`',
      '  METRICS_TOKEN: can be guessed: make one with `openssl rand -hex 16`',
    ],
  ],
  [
    'migrate',
    'everything wrong',
    {
      ...GOOD,
      PORT: 'http',
      PUBLIC_URL: 'perf.example.com',
      APP_SECRET: 'short',
      TRUST_PROXY: 'proxy',
      METRICS_TOKEN: 'x',
    },
    78,
    [
      /^Wrong/,
      '  PORT: is not a whole number from 1 to 65535',
      '  PUBLIC_URL: is not a URL as https://perf.example.com',
      '  APP_SECRET: needs at least 32 characters',
      /^ {2}TRUST_PROXY: is not true, false, or a list/,
      '  METRICS_TOKEN: needs at least 16 characters',
    ],
  ],
])('%s, %s: refuses in words', async (program, _, settings, code, lines) => {
  const ended = await start(program, settings);
  expect(ended).toEqual({
    code,
    said: lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))),
  });
  // Neither a place in the code nor a password.
  expect(String(ended.said)).not.toMatch(/\.ts:\d|e3b0c442|:postgres@/);
});
