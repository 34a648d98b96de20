import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnv, SETTINGS } from './env.ts';

const APP_SECRET = '8d1f6c0b94e27a35f0c91be86d2473a5';
const good = { DATABASE_URL: 'postgres://u@h/d', APP_SECRET };

describe('settings', () => {
  test('have defaults', () => {
    const settings = readEnv(good);
    expect(settings).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      TRUST_PROXY: 'false',
      BASE_DOMAIN: 'localhost',
    });
    expect(settings.PUBLIC_URL).toBe('http://localhost:3000');
    expect(readEnv({ ...good, PORT: '4000' }).PUBLIC_URL).toBe('http://localhost:4000');
    expect(readEnv({ ...good, PUBLIC_URL: 'https://perf.example.com/' }).BASE_DOMAIN).toBe(
      'perf.example.com',
    );
  });

  test('that are empty count as not set', () => {
    expect(readEnv({ ...good, PORT: '', LOG_LEVEL: '' })).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info' });
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'perf.example.com'],
    ['PUBLIC_URL', 'ftp://perf.example.com'],
    ['DATABASE_URL', 'mysql://h/d'],
    ['APP_SECRET', 'short'],
    ['APP_SECRET', 'x'.repeat(32)],
    ['APP_SECRET', 'change-me-change-me-please-change-me'],
    ['METRICS_TOKEN', 'short'],
    ['METRICS_TOKEN', 'metrics-password'],
    ['TRUST_PROXY', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['DUCKDB_MEMORY', '512'],
    ['ACCEPTED_AGE_DAYS', '-1'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readEnv({ ...good, [name]: value })).toThrow(`${name}: `);
  });

  test.each(['perf', 'postgres', 'Password', 'changeme', '123456'])(
    'the database password "%s" will do on this host, and not for a portal that others reach',
    (password) => {
      const DATABASE_URL = `postgres://perf:${password}@db.example.com/perf`;
      expect(readEnv({ APP_SECRET, DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
      expect(readEnv({ APP_SECRET, DATABASE_URL, PUBLIC_URL: 'http://acme.localhost:3000' })).toBeTruthy();
      expect(() => readEnv({ APP_SECRET, DATABASE_URL, PUBLIC_URL: 'https://perf.example.com' })).toThrow(
        'DATABASE_URL: its password can be guessed',
      );
    },
  );

  test('a database password of one’s own, encoded in the URL, and none at all, will do', () => {
    for (const user of ['perf:f3%2F9a%40c17b2d', 'perf'])
      expect(
        readEnv({
          APP_SECRET,
          DATABASE_URL: `postgres://${user}@db.example.com/perf`,
          PUBLIC_URL: 'https://perf.example.com',
        }),
      ).toBeTruthy();
  });

  test('all faults are told at once', () => {
    expect(() => readEnv({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT: .*\n.*LOG_LEVEL: /);
  });

  test('of an identity provider are all there, or none', () => {
    const issuer = { ...good, AUTH_OIDC_ISSUER: 'https://id.example.com' };
    expect(() => readEnv(issuer)).toThrow(
      /AUTH_OIDC_CLIENT_ID: is not set.*\n.*AUTH_OIDC_CLIENT_SECRET: is not/,
    );
    const client = { AUTH_OIDC_CLIENT_ID: 'portal', AUTH_OIDC_CLIENT_SECRET: 's' };
    expect(() => readEnv({ ...good, ...client })).toThrow('AUTH_OIDC_ISSUER: is not set');
    expect(() => readEnv({ ...good, ...client, AUTH_OIDC_ISSUER: 'nonsense' })).toThrow(
      /ISSUER: (?!is not set)/,
    );
    expect(readEnv({ ...issuer, ...client })).toMatchObject(client);
  });

  test('the secret comes from DATA_DIR when it is not set', () => {
    const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-env-'));
    const { APP_SECRET: _, ...rest } = good;
    expect(() => readEnv({ ...rest, DATA_DIR: folder })).toThrow('APP_SECRET: ');
    writeFileSync(join(folder, 'secret'), `${'y'.repeat(64)}\n`);
    expect(readEnv({ ...rest, DATA_DIR: folder }).APP_SECRET).toBe('y'.repeat(64));
  });
});

test("README's configuration table names every setting with its default, and nothing else", () => {
  expect(existsSync('README.md')).toBe(true);
  const section = readFileSync('README.md', 'utf8').split('<!-- settings -->')[1] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map((row) => row[1])).toEqual(Object.keys(SETTINGS).map((name) => `\`${name}\``));
  for (const [index, { check, about }] of Object.values(SETTINGS).entries()) {
    const parsed = check.safeParse(undefined);
    expect(rows[index]?.[2]).toBe(parsed.data === undefined ? '' : `\`${parsed.data}\``);
    expect(rows[index]?.[3]).toBe(about);
  }
});
