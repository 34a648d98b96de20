import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trickleAnswer } from '../contract/trickle.ts';
import { type Posted, post } from '../receive/testing/post.ts';
import { type RunningPcd, startPcd } from '../receive/testing/start-pcd.ts';
import { startNode } from './testing/start-node.ts';

const PCD = join(import.meta.dirname, 'pcd.ts');
const STREAM = '00000000-0000-4000-8000-000000000001';

let folder: string;
let pcd: RunningPcd;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pcd-'));
  pcd = await startPcd(folder);
});
afterAll(async () => {
  pcd.run.child.kill('SIGKILL');
  await pcd.run.done;
  rmSync(folder, { recursive: true });
});

const record = (timestamp: number) => ({
  timestamp,
  subsystem: '/proc/uptime',
  measurement: `${timestamp}.00 1.00\n`,
});
const earlier = (identifier: string | undefined, timestamp: number) =>
  JSON.stringify({ identifier, measurements: [record(timestamp)] });
const numbered = (first_seq: number, more: object = {}) =>
  JSON.stringify({ stream: STREAM, first_seq, snapshots: [{ records: [record(first_seq)] }], ...more });

const send = (path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Posted> =>
  post(pcd.port, path, { body, headers: { apikey: 'key-of-any', ...headers } });

const stored = (identifier: string): number[] =>
  readFileSync(join(folder, 'data', `${identifier}.json`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ subsystem }) => subsystem === '/proc/uptime')
    .map(({ timestamp }) => timestamp);

describe('pcd', () => {
  test('answers a ping, and only with a key', async () => {
    expect(await send('/v1/ping', '')).toMatchObject({ status: 200, body: { error: null, message: 'pong' } });
    const bearer = { headers: { authorization: 'Bearer key-of-any' } };
    expect(await post(pcd.port, '/v1/ping/', bearer)).toMatchObject({ status: 200 });
    expect((await post(pcd.port, '/v1/ping')).body).toEqual({
      error: 'Send an API key in the header "apikey".',
    });
    expect(await send('/v1/ping', '', { apikey: 'key-of-nobody' })).toMatchObject({
      status: 401,
      body: { error: 'This API key is not valid here.' },
    });
  });

  test('stores what an earlier agent posts, each time once', async () => {
    for (const timestamp of [100, 105, 105, 100]) {
      const { status, body } = await send('/v1/trickle', earlier('old01', timestamp));
      expect([status, body]).toEqual([200, { error: null }]);
    }
    expect(stored('old01')).toEqual([100, 105]);
  });

  test('stores numbered snapshots on both paths, gzip or not', async () => {
    const own = { apikey: 'key-of-server01' };
    const first = await send('/api/v1/trickle', numbered(1), own);
    expect(trickleAnswer.parse(first.body)).toMatchObject({ acked_through: 1 });
    const packed = await send('/v1/trickle', gzipSync(numbered(2, { identifier: 'server01' })), {
      ...own,
      'content-encoding': 'gzip',
    });
    expect(packed).toMatchObject({ status: 200, body: { error: null, acked_through: 2 } });
    expect((await send('/api/v1/trickle/', numbered(2), own)).body).toMatchObject({ acked_through: 2 });
    expect(await send('/v1/trickle', numbered(9), own)).toMatchObject({
      status: 409,
      body: { status: 'error', error_code: 'SEQUENCE_GAP', details: { expected: 3 } },
    });
    const gap = { gap: { from: 3, to: 8, reason: 'spool_overflow' } };
    expect((await send('/api/v1/trickle', numbered(9, gap), own)).body).toMatchObject({ acked_through: 9 });
    expect(stored('server01')).toEqual([1, 2, 9]);
  });

  test.each<[string, number, string, string, string, Record<string, string>]>([
    [
      'another machine than the key’s',
      403,
      'MACHINE_MISMATCH',
      'trickle',
      numbered(1, { identifier: 'x' }),
      { apikey: 'key-of-server01' },
    ],
    ['no machine at all', 400, 'INVALID_INPUT', 'trickle', numbered(1), {}],
    ['text', 400, 'INVALID_JSON', 'trickle', 'cpu 1 2 3', {}],
    ['a body that is none', 400, 'INVALID_INPUT', 'trickle', '[]', {}],
    ['damaged gzip', 400, 'INVALID_INPUT', 'trickle', 'cpu', { 'content-encoding': 'gzip' }],
    ['brotli', 415, 'UNSUPPORTED_ENCODING', 'trickle', '', { 'content-encoding': 'br' }],
    ['more than 1 MiB', 413, 'BODY_TOO_LARGE', 'trickle', 'x'.repeat(1024 * 1024 + 1), {}],
    ['no key', 401, 'UNAUTHENTICATED', 'trickle', numbered(1), { apikey: '' }],
    ['another path', 404, 'NOT_FOUND', 'machines/list', '', {}],
  ])('refuses %s: %i %s', async (_name, status, code, path, body, headers) => {
    const refused = await send(`/api/v1/${path}`, body, headers);
    expect(refused).toMatchObject({ status, body: { status: 'error', error_code: code } });
    expect(Object.keys(refused.body)).toEqual(['status', 'error_code', 'message', 'details', 'request_id']);
  });

  test('refuses gzip that unpacks to more than 16 MiB', async () => {
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, ' '));
    const refused = await send('/api/v1/trickle', bomb, { 'content-encoding': 'gzip' });
    expect(refused).toMatchObject({ status: 413, body: { error_code: 'BODY_TOO_LARGE' } });
  });

  test('reads a too long body without a length to its end, and answers', async () => {
    const answered = await new Promise((resolve, reject) => {
      const outgoing = request(
        { port: pcd.port, path: '/v1/trickle', method: 'POST', headers: { apikey: 'key-of-any' } },
        (response) => resolve(response.statusCode),
      );
      outgoing.on('error', reject);
      for (let sent = 0; sent < 20; sent += 1) outgoing.write('x'.repeat(100_000));
      outgoing.end();
    });
    expect(answered).toBe(413);
  });

  test.each(['../x', 'a/b', '/etc/passwd', '.hidden', '..', 'a\u0000b', '', 'x'.repeat(300)])(
    'makes no file for the identifier %j',
    async (identifier) => {
      const before = readdirSync(folder, { recursive: true }).length;
      const refused = await send('/v1/trickle', earlier(identifier, 1));
      expect(refused).toMatchObject({ status: 400, body: { error: expect.stringContaining('identifier') } });
      expect(readdirSync(folder, { recursive: true })).toHaveLength(before);
    },
  );

  test('many agents at once each get their own file', async () => {
    const posts = Array.from({ length: 200 }, (_, index) =>
      send('/v1/trickle', earlier(`many${index % 8}`, 1000 + Math.floor(index / 8))),
    );
    const answers = await Promise.all(posts);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (let agent = 0; agent < 8; agent += 1) expect(new Set(stored(`many${agent}`)).size).toBe(25);
  });

  test('takes other keys on SIGHUP', async () => {
    const keys = join(folder, 'keys');
    const before = readFileSync(keys, 'utf8');
    writeFileSync(keys, `${before}key-of-late late01\n`);
    pcd.run.child.kill('SIGHUP');
    await pcd.run.logged('keys read', 2);
    expect(await send('/v1/ping', '', { apikey: 'key-of-late' })).toMatchObject({ status: 200 });
  });

  test('refuses to share its folder with a second one', async () => {
    await expect(startPcd(folder)).rejects.toThrow('another pcd writes into');
  });

  test('answers the request it has on SIGTERM, and ends with status 0', async () => {
    const own = mkdtempSync(join(tmpdir(), 'pcd-'));
    const stopping = await startPcd(own);
    const answered = new Promise((resolve, reject) => {
      const headers = { apikey: 'key-of-any', connection: 'keep-alive' };
      const outgoing = request(
        { port: stopping.port, path: '/v1/trickle', method: 'POST', headers },
        (response) => resolve([response.statusCode, response.headers.connection]),
      );
      outgoing.on('error', reject);
      const body = earlier('late', 5);
      outgoing.write(body.slice(0, 10), async () => {
        stopping.run.child.kill('SIGTERM');
        await stopping.run.logged('stopping');
        outgoing.end(body.slice(10));
      });
    });
    expect(await answered).toEqual([200, 'close']);
    expect((await stopping.run.done).code).toBe(0);
    rmSync(own, { recursive: true });
  });

  test.each<[string, (own: string) => Record<string, string>, string]>([
    [
      'keys that others may read',
      (own) => ({ PCD_APIKEYS_FILE: keysFile(own, 0o644) }),
      'others may use it: run chmod 600',
    ],
    ['no keys', (own) => ({ PCD_APIKEYS_FILE: join(own, 'none') }), 'PCD_APIKEYS_FILE: ENOENT'],
    ['a wrong address', () => ({ LISTENADDRESS: 'here' }), 'LISTENADDRESS is "here": allowed is host:port'],
    ['a wrong level', () => ({ PCD_LOGLEVEL: 'loud' }), 'PCD_LOGLEVEL is "loud": allowed is debug'],
  ])('does not start with %s', async (_name, environment, message) => {
    const own = mkdtempSync(join(tmpdir(), 'pcd-'));
    mkdirSync(join(own, 'data'));
    const { code, stderr } = await startNode(own, [PCD, '--data', join(own, 'data')], environment(own)).done;
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    rmSync(own, { recursive: true });
  });
});

function keysFile(folder: string, mode: number): string {
  const path = join(folder, 'keys');
  writeFileSync(path, 'key\n');
  chmodSync(path, mode);
  return path;
}
