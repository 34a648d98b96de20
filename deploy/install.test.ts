import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const run = promisify(execFile);
const PROGRAM = Buffer.from('#!/bin/sh\necho "pcc 9.9.9 $*"\n');
const BUNDLE = Buffer.from('console.log(typeof gc, process.argv.slice(2), process.env.MALLOC_ARENA_MAX)\n');
const sums = (content: Buffer) =>
  ['pcc-linux-x64', 'pcc-linux-arm64', 'pcc.mjs']
    .map((name) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    .join('');

// The portal, as the script meets it: a server that hands out a program and its checksums.
let server: Server;
let origin: string;
let checksums = sums(PROGRAM);
let root: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/api/v1/agent/SHA256SUMS') response.end(checksums);
    else if (request.url?.endsWith('/pcc.mjs')) response.end(BUNDLE);
    else if (request.url?.endsWith('.gz')) response.end(gzipSync(PROGRAM));
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'perfanalysis install-'));
  checksums = sums(PROGRAM);
  return () => rmSync(root, { recursive: true, force: true });
});

/** Runs the script as it comes over the wire: on standard input, with the portal's address filled in. */
async function install(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const script = readFileSync('deploy/install.sh', 'utf8').replaceAll('@SERVER@', origin);
  const child = run('sh', ['-s', '--', '--root', root, ...args]);
  child.child.stdin?.end(script);
  return child.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );
}
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const is = (path: string) => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined;

test('program, settings and key are put in place; the key is for its owner alone', async () => {
  const { code, err } = await install(
    '--key',
    'pmk_abc',
    '--identifier',
    `it's "db" \\1`,
    '--frequency',
    '10s',
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(read('opt/perfanalysis/pcc')).toBe(PROGRAM.toString());
  expect(statSync(join(root, 'opt/perfanalysis/pcc')).mode & 0o777).toBe(0o755);
  expect(read('var/lib/perfanalysis-agent/apikey')).toBe('pmk_abc\n');
  expect(statSync(join(root, 'var/lib/perfanalysis-agent/apikey')).mode & 0o777).toBe(0o600);
  const settings = read('etc/perfanalysis/pcc.yaml');
  expect(settings).toContain(`mode: trickle\nserver: ${origin}\nfrequency: 10s\n`);
  expect(settings).toContain(`identifier: "it's \\"db\\" \\\\1"\n`);
  expect(settings).not.toContain('pmk_');
});

test('what it writes is what pcc reads', async () => {
  await install('--key', 'pmk_abc', '--identifier', `it's "db" \\1`);
  const { stdout } = await run(process.execPath, [
    'agent/cli/pcc.ts',
    '--config',
    join(root, 'etc/perfanalysis/pcc.yaml'),
    '--apikey',
    'pmk_other',
    '--print-config',
  ]);
  expect(stdout).toMatch(/PCC_MODE +trickle .*pcc\.yaml:2/);
  expect(stdout).toContain(`it's "db" \\1`);
  expect(stdout).toContain('/var/lib/perfanalysis-agent/spool');
});

test('again is an upgrade: settings made by hand and the key stay', async () => {
  await install('--key', 'pmk_abc', '--frequency', '10s');
  const { code } = await install('--frequency', '1s');
  expect(code).toBe(0);
  expect(read('etc/perfanalysis/pcc.yaml')).toContain('frequency: 10s');
  expect(read('var/lib/perfanalysis-agent/apikey')).toBe('pmk_abc\n');
});

test('a program that is not what the checksum says is not installed', async () => {
  checksums = sums(Buffer.from('another'));
  const { code, err } = await install('--key', 'pmk_abc');
  expect(code).toBe(1);
  expect(err).toContain('nothing was installed');
  expect(is('opt/perfanalysis/pcc')).toBe(false);
});

test('the bundle is started with what keeps it small, and without on a Node that does not know that', async () => {
  checksums = `${createHash('sha256').update(BUNDLE).digest('hex')}  pcc.mjs\n`;
  expect(await install('--key', 'pmk_abc')).toMatchObject({ code: 0, err: '' });
  const wrapper = read('opt/perfanalysis/pcc').replaceAll('/opt/perfanalysis/', './');
  const start = (text: string) => {
    writeFileSync(join(root, 'opt/perfanalysis/pcc'), text);
    return run('./pcc', ['--mode', 'a b'], { cwd: join(root, 'opt/perfanalysis') });
  };
  expect((await start(wrapper)).stdout).toBe("function [ '--mode', 'a b' ] 1\n");
  const unknown = wrapper.replace('--expose-gc', '--no-longer-known');
  expect((await start(unknown)).stdout).toBe("undefined [ '--mode', 'a b' ] 1\n");
});

test('removing keeps what is not delivered; --purge does not', async () => {
  await install('--key', 'pmk_abc');
  expect((await install('--uninstall')).out).toContain('--purge');
  expect(is('opt/perfanalysis')).toBe(false);
  expect(is('var/lib/perfanalysis-agent/apikey')).toBe(true);
  await install('--purge');
  expect(is('var/lib/perfanalysis-agent')).toBe(false);
  expect((await install('--uninstall')).code).toBe(0);
});

test.each([
  [[], /give the key/],
  [['--key'], /--key needs a value/],
  [['--key', 'abc'], /begins with pmk_/],
  [['--key', 'pmk_a', '--server', 'acme'], /--server is a URL/],
  [['--key', 'pmk_a\nmode: local'], /control characters/],
  [['--key', 'pmk_a', '--identifier', 'a\nb'], /control characters/],
  [['--frobnicate'], /unknown option: --frobnicate/],
  [['--key', 'pmk_a', '--server', 'http://127.0.0.1:1'], /does not answer/],
])('%j is refused with a sentence', async (args, sentence) => {
  const { code, err } = await install(...args);
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
  expect(is('opt')).toBe(false);
});

test('a download that is cut off anywhere does nothing', async () => {
  const script = readFileSync('deploy/install.sh', 'utf8').replaceAll('@SERVER@', origin);
  for (const part of [0.1, 0.5, 0.9, 0.999]) {
    const child = run('sh', ['-s', '--', '--root', root, '--key', 'pmk_abc']);
    child.child.stdin?.end(script.slice(0, Math.floor(script.length * part)));
    await child.catch(() => undefined);
    expect(is('opt')).toBe(false);
    expect(is('etc')).toBe(false);
  }
});

test.each([
  ['systemd 252 (252.39-1~deb12u1)', 'Type=notify\nNotifyAccess=all\nWatchdogSec=180\nExecStart='],
  ['systemd 245 (245.4-4ubuntu3)', 'Type=exec\nExecStart='],
  ['', 'Type=exec\nExecStart='],
])('the unit under "%s"', async (version, expected) => {
  for (const [name, text] of [
    ['systemctl', `echo "${version}"`],
    ['systemd-notify', 'exit 0'],
  ] as const)
    writeFileSync(join(root, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  // Without its last line, which calls main.
  const script = readFileSync('deploy/install.sh', 'utf8').trimEnd().split('\n').slice(0, -1).join('\n');
  const setting = `PATH='${root}':$PATH UNIT='${root}/pcc.service' PREFIX=/opt/perfanalysis CONFIG=/etc/perfanalysis`;
  const rest = 'SERVER=https://acme.example STATE=/var/lib/perfanalysis-agent ACCOUNT=nobody';
  await run('sh', ['-c', `${script}\n${setting} ${rest}\nwrite_unit`]);
  expect(read('pcc.service')).toContain(`[Service]\n${expected}`);
});
