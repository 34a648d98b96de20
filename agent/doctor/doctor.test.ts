import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSettings } from '../config/read-settings.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkServer } from './check-server.ts';
import { checkSources } from './check-sources.ts';
import { checkStorage } from './check-storage.ts';
import { formatFindings } from './format-findings.ts';

const NOW = Date.UTC(2026, 0, 7, 19);
const isRoot = process.getuid?.() === 0;

let folder: string;
let server: Server | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-doctor-'));
  server = null;
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  const open = server;
  if (open) await new Promise((resolve) => open.close(resolve));
});

const settingsOf = (...argv: string[]) => {
  const all = ['doctor', '--apikey-file', join(folder, 'apikey'), ...argv];
  return readSettings(all, {}, join(folder, 'pcc.yaml'));
};

/** A server that answers all requests the same way, and remembers the last one. */
async function listen(status: number, body: string, offsetMs = 0) {
  const asked: { url: string | undefined; key: unknown }[] = [];
  const own = createServer((request, response) => {
    asked.push({ url: request.url, key: request.headers.apikey });
    request.resume();
    response.setHeader('date', new Date(NOW + offsetMs).toUTCString());
    response.writeHead(status).end(body);
  });
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(own.address() as AddressInfo).port}`, asked };
}

const states = (findings: readonly { check: string; state: string }[]) =>
  Object.fromEntries(findings.map(({ check, state }) => [check, state]));

describe('checkServer', () => {
  const check = (...argv: string[]) =>
    checkServer(settingsOf('--mode', 'trickle', ...argv).settings, 'pcc/test', () => NOW);

  test('all well', async () => {
    const { url, asked } = await listen(200, '{"error":null,"message":"pong"}');
    const findings = await check('--server', url, '--apikey', 'pmk_a_b');
    expect(states(findings)).toEqual({ server: 'ok', key: 'ok', clock: 'ok' });
    expect(asked).toEqual([{ url: '/v1/ping', key: 'pmk_a_b' }]);
  });

  test.each([
    [401, '{"error":"the key was revoked"}', 'key', 'refused (the key was revoked): make a new one'],
    [404, 'not here', 'server', 'is no portal with this name'],
    [503, '', 'server', 'answers 503'],
  ])('status %d', async (status, body, check_, says) => {
    const { url } = await listen(status, body);
    const wrong = (await check('--server', url, '--apikey', 'x')).filter(({ state }) => state === 'wrong');
    expect(wrong).toEqual([{ check: check_, state: 'wrong', says: expect.stringContaining(says) }]);
  });

  test.each([
    [90_000, '90 s behind that of the server'],
    [-3_600_000, '3600 s ahead of that of the server'],
  ])('a clock that is off by %d ms', async (offset, says) => {
    const { url } = await listen(200, '{}', offset);
    const clock = (await check('--server', url, '--apikey', 'x')).find(
      (finding) => finding.check === 'clock',
    );
    expect(clock).toMatchObject({ state: 'wrong', says: expect.stringContaining(says) });
  });

  test('no key, nobody there, a name that does not exist, a wrong URL', async () => {
    const { url } = await listen(401, '{}');
    expect(states(await check('--server', url))).toMatchObject({ server: 'ok', key: 'wrong' });
    expect(await check('--server', 'http://127.0.0.1:1')).toEqual([
      { check: 'server', state: 'wrong', says: expect.stringContaining('nothing listens there') },
      { check: 'key', state: 'wrong', says: expect.stringContaining('there is none') },
    ]);
    expect((await check('--server', 'http://acme.example.com'))[0]?.says).toContain('plain http');
    expect((await check())[0]?.says).toContain('PCC_SERVER is missing');
    expect((await check('--server', url, '--ca-file', folder))[0]?.says).toContain('PCC_CA_FILE');
  });

  test('local mode asks nobody', async () => {
    expect(states(await checkServer(settingsOf().settings, 'pcc/test'))).toEqual({ server: 'note' });
  });
});

describe('checkStorage', () => {
  const check = (...argv: string[]) => checkStorage(settingsOf(...argv).settings);

  test('says what can be written, also where it is still to be made', () => {
    const spool = join(folder, 'a/b/spool');
    expect(check('--mode', 'trickle', '--spool', spool, '--spool-mb', '8')).toMatchObject({
      check: 'spool',
      state: 'ok',
    });
    expect(check('--collection', join(folder, 'c.json')).check).toBe('collection');
  });

  test('says what is too small or of the wrong kind', () => {
    const little = check('--mode', 'trickle', '--spool', folder, '--spool-mb', '1000000');
    expect(little).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('1000000 MB may be needed'),
    });
    expect(check('--collection', folder).says).toContain('is a folder: give PCC_COLLECTION another path');
    writeFileSync(join(folder, 'file'), '');
    expect(check('--mode', 'trickle', '--spool', join(folder, 'file')).says).toContain('is no folder');
  });

  test.skipIf(isRoot)('says what may not be written', () => {
    chmodSync(folder, 0o500);
    expect(check('--collection', join(folder, 'c.json')).says).toContain('cannot be written by this user');
    chmodSync(folder, 0o700);
  });
});

describe('checkSecrets', () => {
  test.each([
    ['apikey', 'pmk_a_b\n', 0o600, 'ok'],
    ['apikey', 'pmk_a_b\n', 0o644, 'wrong'],
    ['pcc.yaml', 'apikey: pmk_a_b\n', 0o640, 'wrong'],
    ['pcc.yaml', 'apikey: pmk_a_b\n', 0o600, 'ok'],
  ])('the key in %s %j, mode %o: %s', (name, content, mode, state) => {
    writeFileSync(join(folder, name), content);
    chmodSync(join(folder, name), mode);
    const { settings, origin } = settingsOf('--mode', 'trickle');
    const [finding] = checkSecrets(settings, origin);
    expect(finding?.state).toBe(state);
    if (state === 'wrong') expect(finding?.says).toContain(`chmod 600 ${join(folder, name)}`);
  });

  test('the key on the command line, and none', () => {
    const given = settingsOf('--apikey', 'x');
    expect(checkSecrets(given.settings, given.origin)[0]?.says).toContain('ps shows it');
    const none = settingsOf();
    expect(checkSecrets(none.settings, none.origin)).toEqual([]);
  });
});

describe('checkSources', () => {
  test.skipIf(process.platform !== 'linux')('this machine is well', async () => {
    const findings = await checkSources(settingsOf().settings);
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    expect(findings[0]?.check).toBe('sources');
  });

  test('names what is missing and what is not as the kernel writes it', async () => {
    mkdirSync(join(folder, 'proc'));
    writeFileSync(join(folder, 'proc/uptime'), 'long\n');
    const findings = await checkSources(settingsOf('--proc-root', join(folder, 'proc')).settings);
    const wrong = findings.filter(({ state }) => state === 'wrong');
    expect(wrong.map(({ check }) => check)).toEqual(expect.arrayContaining(['/proc/stat', '/proc/uptime']));
    expect(wrong.find(({ check }) => check === '/proc/uptime')?.says).toContain('uptime must be');
  });
});

test('formatFindings sums up', () => {
  const text = formatFindings([
    { check: 'clock', state: 'ok', says: 'right' },
    { check: 'server', state: 'wrong', says: 'start it' },
  ]);
  expect(text).toMatch(
    /^ok {5}clock {3}right\nwrong {2}server {2}start it\n\n1 thing is wrong, for the user /,
  );
});
