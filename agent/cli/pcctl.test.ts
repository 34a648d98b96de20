import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PCCTL = join(import.meta.dirname, 'pcctl.ts');

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

let folder: string;
let server: Server;
let url: string;
let asked: string[];
let answers: Record<string, Answer>;

const send =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const fault = (status: number, error_code: string) =>
  send(status, { status: 'error', error_code, message: `${error_code} it is` });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pcctl-'));
  asked = [];
  answers = {};
  server = createServer((request, response) => {
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    asked.push(route);
    (answers[route] ?? fault(404, 'NOT_FOUND'))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://demo.localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(
  argv: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
) {
  const child = spawn(process.execPath, [PCCTL, ...argv], {
    cwd: folder,
    env: { NODE_ENV: 'test', HOME: folder, PCCTL_SERVER: url, ...env } as NodeJS.ProcessEnv,
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk;
  });
  child.stdin.end(input);
  const done = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
  return { child, done };
}

const withKey = { env: { PCCTL_APIKEY: 'pmk_x' } };

describe('exit codes', () => {
  const MACHINES = 'GET /api/v1/machines/list';
  test.each<[string, Answer | null, number, RegExp]>([
    ['an answer', send(200, { machines: [], next_cursor: null }), 0, /^$/],
    ['a missing scope', fault(403, 'FORBIDDEN'), 4, /FORBIDDEN it is/],
    ['a revoked key', fault(401, 'API_KEY_REVOKED'), 4, /API_KEY_REVOKED it is/],
    ['an error of the earlier form', send(401, { error: 'no key' }), 4, /no key/],
    ['a refusal', fault(429, 'RATE_LIMITED'), 1, /RATE_LIMITED it is/],
    ['a broken portal', fault(500, 'INTERNAL'), 1, /INTERNAL it is/],
    ['some web server', send(200, '<html>'), 3, /not JSON: is this the address of a portal/],
    ['a redirect', send(302, '', { location: '/sign-in' }), 1, /answers 302/],
    ['a connection that breaks', (_, response) => void response.destroy(), 3, /cannot reach http/],
  ])('%s', async (_, answer, code, words) => {
    if (answer) answers[MACHINES] = answer;
    const ended = await run(['machines', 'list'], withKey).done;
    expect(ended.stderr).toMatch(words);
    expect(ended.code).toBe(code);
  });

  test('nobody listens', async () => {
    const ended = await run(['ping', '--json'], { env: { PCCTL_SERVER: 'http://127.0.0.1:1' } }).done;
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(JSON.parse(ended.stderr)).toMatchObject({ status: 'error', exit_code: 3 });
  });

  test('wrong usage, no server, no sign-in', async () => {
    expect(await run(['fly']).done).toMatchObject({ code: 2, stdout: '' });
    expect(await run(['ping'], { env: { PCCTL_SERVER: '' } }).done).toMatchObject({ code: 2 });
    const ended = await run(['machines', 'list', '--json']).done;
    expect(ended.code).toBe(4);
    expect(JSON.parse(ended.stderr).message).toContain('run pcctl login');
  });
});

describe('a sign-in', () => {
  const tokens = (access: string, refresh: string, expires_in = 900) => ({
    ...{ access, refresh, token_type: 'Bearer', expires_in },
    user: { id: 'u', email: 'ann@acme.example', role: 'owner', tenant: { slug: 'acme', name: 'Acme' } },
  });
  const stored = () => join(folder, '.config/perfanalysis/credentials.json');

  /** A portal with access tokens a1, a2, … of which the last is good, and refresh tokens good for one use. */
  function openPortal(expiresIn: number) {
    let number = 1;
    const renewed: string[] = [];
    answers['POST /api/v1/auth/token'] = async (request, response) => {
      const body = await json(request);
      const fits = JSON.stringify(body) === '{"email":"ann@acme.example","password":"pass wörd"}';
      if (fits) send(200, tokens('a1', 'r1', expiresIn))(request, response);
      else fault(401, 'INVALID_CREDENTIALS')(request, response);
    };
    answers['POST /api/v1/auth/refresh'] = async (request, response) => {
      const { refresh } = (await json(request)) as { refresh: string };
      renewed.push(refresh);
      if (refresh !== `r${number}`) return fault(401, 'INVALID_TOKEN')(request, response);
      number += 1;
      send(200, tokens(`a${number}`, `r${number}`))(request, response);
    };
    answers['GET /api/v1/machines/list'] = (request, response) => {
      const fits = request.headers.authorization === `Bearer a${number}`;
      (fits ? send(200, { machines: [], next_cursor: null }) : fault(401, 'INVALID_TOKEN'))(
        request,
        response,
      );
    };
    answers['DELETE /api/v1/auth/token'] = send(204, '');
    return { renewed, revoke: () => (number = 100) };
  }
  const login = (input = 'ann@acme.example\npass wörd\nmore') => run(['login'], { input }).done;

  test('is kept for its owner only, and used without naming the portal again', async () => {
    openPortal(900);
    expect(await login()).toMatchObject({ code: 0, stdout: expect.stringContaining('as ann@acme.example') });
    expect(statSync(stored()).mode & 0o777).toBe(0o600);
    expect(await run(['machines', 'list'], { env: { PCCTL_SERVER: '' } }).done).toMatchObject({
      code: 0,
      stdout: 'no machines\n',
    });
    expect((await run(['logout']).done).code).toBe(0);
    expect(readFileSync(stored(), 'utf8')).not.toContain('a1');
    expect((await run(['machines', 'list']).done).code).toBe(4);
    expect(asked).toContain('DELETE /api/v1/auth/token');
  });

  test('that is refused keeps nothing', async () => {
    openPortal(900);
    expect(await login('ann@acme.example\nwrong\n')).toMatchObject({ code: 4 });
    expect(await login('ann@acme.example\n')).toMatchObject({ code: 2 });
    expect(existsSync(stored())).toBe(false);
  });

  test('is renewed once, however many commands need it at once', async () => {
    const { renewed } = openPortal(1);
    await login();
    const ended = await Promise.all([1, 2, 3].map(() => run(['machines', 'list']).done));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(renewed).toEqual(['r1']);
    expect(readdirSync(join(folder, '.config/perfanalysis'))).toEqual(['credentials.json']);
  });

  test('that was ended at the portal says so', async () => {
    const { revoke } = openPortal(900);
    await login();
    revoke();
    expect(await run(['machines', 'list']).done).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('has ended: run pcctl login'),
    });
    expect(readFileSync(stored(), 'utf8')).not.toContain('r1');
  });
});

describe('a download', () => {
  const EXPORT = 'GET /api/v1/performance/export';
  const content = 'timestamp,machine_id\n'.repeat(20_000);
  const named = { 'content-disposition': 'attachment; filename="web1_x.csv"' };

  test('lands under the name the portal gives, and replaces nothing', async () => {
    answers[EXPORT] = send(200, content, named);
    const ended = await run(['export', 'web1', '--json'], withKey).done;
    expect(JSON.parse(ended.stdout)).toEqual({ file: 'web1_x.csv', bytes: content.length });
    expect(readFileSync(join(folder, 'web1_x.csv'), 'utf8')).toBe(content);
    expect(await run(['export', 'web1'], withKey).done).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is there already'),
    });
    expect((await run(['export', 'web1', '-o', 'web1_x.csv'], withKey).done).code).toBe(0);
  });

  test('goes to standard output, or into a device', async () => {
    answers[EXPORT] = send(200, content, named);
    expect(await run(['export', 'web1', '-o', '-'], withKey).done).toMatchObject({
      code: 0,
      stdout: content,
    });
    expect((await run(['export', 'web1', '-o', '/dev/null'], withKey).done).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect((await run(['export', 'web1', '-o', '-', '--json'], withKey).done).code).toBe(2);
  });

  test.each(['../../evil.csv', '/etc/evil.csv', '.bashrc', 'a b.csv'])(
    'named "%s" stays here',
    async (name) => {
      answers[EXPORT] = send(200, 'x', { 'content-disposition': `attachment; filename="${name}"` });
      const ended = await run(['export', '../web/1', '--json'], withKey).done;
      expect(JSON.parse(ended.stdout)).toEqual({ file: '_._web_1.csv', bytes: 1 });
      expect(readdirSync(folder)).toEqual(['_._web_1.csv']);
    },
  );

  test('that breaks off leaves the old file and no other', async () => {
    writeFileSync(join(folder, 'kept.csv'), 'old');
    answers[EXPORT] = (_, response) => {
      response.writeHead(200, { 'content-length': '1000000' });
      response.write(content, () => response.destroy());
    };
    expect(await run(['export', 'web1', '-o', 'kept.csv'], withKey).done).toMatchObject({ code: 3 });
    expect(readdirSync(folder)).toEqual(['kept.csv']);
    expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('old');
  });

  test('that is interrupted leaves nothing', async () => {
    const { child, done } = run(['export', 'web1', '-o', 'new.csv'], withKey);
    answers[EXPORT] = (_, response) => {
      response.writeHead(200);
      response.write('x', () => child.kill('SIGINT'));
    };
    expect(await done).toMatchObject({ code: 130, stderr: 'pcctl: interrupted\n' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that cannot be written is no fault of the portal', async () => {
    answers[EXPORT] = send(200, content);
    expect(await run(['export', 'web1', '-o', 'no/such/folder.csv'], withKey).done).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot write'),
    });
  });
});

test('a report is waited for; one that fails says why', async () => {
  const report = {
    id: 'r1',
    machine: { machine_id: 'web1' },
    start: 's',
    end: 'e',
    byte_count: 1,
    created_at: 'c',
  };
  const states = [
    { ...report, status: 'running', error: null },
    { ...report, status: 'failed', error: 'There are no samples.' },
  ];
  answers['POST /api/v1/reports'] = send(202, { id: 'r1', status: 'queued' });
  answers['GET /api/v1/reports/r1'] = (...args) => send(200, states.shift())(...args);
  expect(await run(['report', 'request', 'web1', '--wait'], withKey).done).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There are no samples.'),
  });
  expect(states).toEqual([]);
});
