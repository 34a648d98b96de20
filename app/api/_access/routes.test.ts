import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '#app/api/v1/openapi.json/_operations/all.ts';
import { env } from '#server/env.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { exampleRequest } from '#server/openapi/example-request.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { SCOPES } from '#server/tenancy/context.ts';
import { ROUTES, type RouteRow } from './access-table.ts';
import { type Member, madeUp, openPortal, type Portal } from './open-portal.ts';

const app = join(import.meta.dirname, '../..');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
type Handler = (request: Request, route: { params: Promise<object> }) => Promise<Response>;

/** Every method of every route.ts under app/, by its path: groups left out, parameters in braces. */
const HANDLERS = new Map<string, Handler>();
for (const file of globSync('**/route.ts', { cwd: app })) {
  const parts = file.split('/').slice(0, -1);
  const path = parts
    .filter((part) => !part.startsWith('('))
    .map((part) => part.replace(/^\[(.+)\]$/, '{$1}'));
  const route: Record<string, Handler> = await import(join(app, file));
  for (const method of METHODS)
    if (route[method]) HANDLERS.set(`${method} /${path.join('/')}`, route[method]);
}

interface Answer {
  status: number;
  code: unknown;
  /** As sent, but for the request's id and the asked id. */
  text: string;
}

type Headers = Record<string, string>;
let mine: Portal;
let theirs: Portal;
let stranger: Member;
let viewer: Member;
let admin: Member;
let foreignKey: string;
let revokedKey: string;
let expiredKey: string;
let overSessions: Member[];

beforeAll(async () => {
  Object.assign(env(), {
    ACCEPTED_AGE_DAYS: 3650,
    RATE_READS_PER_MINUTE: 0,
    RATE_WRITES_PER_MINUTE: 0,
    RATE_DELIVERIES_PER_MINUTE: 0,
  });
  await installQueues();
  [mine, theirs] = [await openPortal(SAMPLE.machine), await openPortal(SAMPLE.otherMachine)];
  [stranger, viewer, admin] = [
    await theirs.signIn('owner'),
    await mine.signIn('viewer'),
    await mine.signIn('admin'),
  ];
  foreignKey = await theirs.keyWith(SCOPES);
  [revokedKey, expiredKey] = [await mine.revokedKey(), await mine.expiredKey()];
  overSessions = await mine.endedSessions();
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const cookie = (member: Member): Headers => ({ cookie: member.cookie, origin: `http://${mine.host}` });
const token = ({ access }: Member): Headers => ({ authorization: `Bearer ${access}` });
const bearer = (key: string): Headers => ({ apikey: key });

/**
 * Asks a route as its example does, on our host.
 * @param change what in path, query and body becomes another; each sample becomes our own without it
 */
async function ask(name: string, row: RouteRow, headers: Headers, change: Record<string, string> = {}) {
  const [method = '', path = ''] = name.split(' ');
  const operation = OPERATIONS.find((known) => `${known.method} ${known.path}` === (row.like ?? name));
  const example = operation ? exampleRequest(operation, '') : { target: path, headers: {}, body: undefined };
  const all = {
    [SAMPLE.report]: mine.ids.report,
    [SAMPLE.schedule]: mine.ids.schedule,
    [SAMPLE.upload]: mine.ids.upload,
    [SAMPLE.key]: mine.ids.key,
    [SAMPLE.session]: mine.ids.session,
  };
  const put = (text: string) =>
    Object.entries({ ...all, ...change }).reduce((done, [from, to]) => done.replaceAll(from, to), text);
  const asked = put(example.target);
  const names = (operation?.path ?? path).split('/');
  const values = new URL(`http://x${asked}`).pathname.split('/');
  const params = Object.fromEntries(
    names.flatMap((part, at) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(values[at] ?? '')]] : [],
    ),
  );
  const form = 'form' in example && example.form ? new FormData() : null;
  if (form && 'form' in example && example.form) {
    form.set('file', new File([put(example.form.file.content)], example.form.file.name));
    for (const [field, value] of Object.entries(example.form.fields)) form.set(field, put(value));
  }
  // A stream is of one machine for good.
  const fresh = (text: string) => text.replace(/("stream":")[^"]+/, `$1${randomUUID()}`);
  const body = form ?? (example.body === undefined ? undefined : fresh(put(example.body)));
  const { Authorization: _, ...own } = example.headers as Headers;
  const response = await HANDLERS.get(name)!(
    new Request(`http://${mine.host}${asked}`, {
      method,
      headers: { host: mine.host, ...own, ...headers },
      ...(body !== undefined && { body }),
    }),
    { params: Promise.resolve(params) },
  );
  return read(response, Object.values(change));
}

async function read(response: Response, asked: readonly string[]): Promise<Answer> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, code: undefined, text: '' };
  }
  const sent = await response.text();
  let code: unknown;
  try {
    code = JSON.parse(sent).error_code;
  } catch {
    // A file, or nothing.
  }
  const id = response.headers.get('x-request-id') ?? 'none';
  const text = asked.reduce((done, value) => done.replaceAll(value, '<asked>'), sent.replaceAll(id, '<id>'));
  return { status: response.status, code, text };
}

/** HEAD has no body to say it in; agents of the earlier system know no codes. */
const expectCode = (name: string, answer: Answer, status: number, code: string, what: string) => {
  expect(answer.status, `${what}: ${answer.text}`).toBe(status);
  if (!name.startsWith('HEAD') && !name.includes(' /v1/')) expect(answer.code, what).toBe(code);
};

test('every route has a row, and every row its route', () => {
  expect(HANDLERS.size).toBeGreaterThan(50);
  expect(Object.keys(ROUTES).sort()).toEqual([...HANDLERS.keys()].sort());
});

test('the documentation says the same of who may call', () => {
  const words = { public: 'anybody', session: 'user', key: 'key', any: 'any' };
  for (const { method, path, caller, scope } of OPERATIONS) {
    const row = ROUTES[`${method} ${path}`];
    expect([row && words[row.open], row?.scope], path).toEqual([caller, scope]);
  }
});

const guarded = Object.entries(ROUTES).filter(([, { open }]) => open !== 'public');
const named = guarded.filter(([name, { like }]) => {
  const example = OPERATIONS.find(({ method, path }) => `${method} ${path}` === (like ?? name));
  return example && Object.values(SAMPLE).some((value) => JSON.stringify(example.example).includes(value));
});

describe.each(guarded)('%s', (name, row) => {
  const bySession = row.open !== 'key';
  const byKey = row.open !== 'session';

  test('turns strangers away', async () => {
    expectCode(name, await ask(name, row, {}), 401, 'UNAUTHENTICATED', 'nobody');
    const forged = await ask(name, row, { cookie: 'perfanalysis.session=forged' });
    expectCode(name, forged, 401, 'UNAUTHENTICATED', 'a forged cookie');
    const abroad = await ask(name, row, cookie(stranger));
    expectCode(name, abroad, 401, 'UNAUTHENTICATED', "another tenant's session");
    const abroadToken = await ask(name, row, token(stranger));
    expectCode(name, abroadToken, 401, bySession ? 'INVALID_TOKEN' : 'INVALID_API_KEY', 'its token');
    for (const ended of overSessions) {
      expectCode(name, await ask(name, row, cookie(ended)), 401, 'UNAUTHENTICATED', 'an ended session');
      const answer = await ask(name, row, token(ended));
      expectCode(name, answer, 401, bySession ? 'INVALID_TOKEN' : 'INVALID_API_KEY', 'its token');
    }
  });

  test(byKey ? 'knows keys of others no better than made-up ones' : 'knows no keys', async () => {
    const foreign = await ask(name, row, bearer(foreignKey));
    if (!byKey) return expectCode(name, foreign, 401, 'UNAUTHENTICATED', 'a key');
    expectCode(name, foreign, 401, 'INVALID_API_KEY', "another tenant's key");
    const madeUpKey = foreignKey.replace(/^pmk_.{12}/, 'pmk_000000000000');
    expect(await ask(name, row, bearer(madeUpKey))).toEqual(foreign);
    const revoked = await ask(name, row, bearer(revokedKey));
    expectCode(name, revoked, 401, 'API_KEY_REVOKED', 'revoked');
    const expired = await ask(name, row, bearer(expiredKey));
    expectCode(name, expired, 401, 'API_KEY_EXPIRED', 'expired');
  });

  test('asks for its scope and no more', async () => {
    const { scope } = row;
    if (bySession && scope && scope !== 'read') {
      for (const headers of [cookie(viewer), token(viewer)])
        expectCode(name, await ask(name, row, headers), 403, 'FORBIDDEN', 'a viewer');
    } else if (bySession && name !== 'DELETE /api/v1/auth/token') {
      for (const headers of [cookie(viewer), token(viewer)])
        expect([401, 403], 'a viewer may').not.toContain((await ask(name, row, headers)).status);
    }
    if (!byKey || !scope) return;
    // Agents and those who may change things both send files.
    const without = SCOPES.filter((given) => given !== scope && !(scope === 'ingest' && given === 'write'));
    const answer = await ask(name, row, bearer(await mine.keyWith(without, mine.ids.machine)));
    expectCode(name, answer, 403, 'FORBIDDEN', 'a key with all other scopes');
  });
});

const changing = guarded.filter(([name, { open }]) => open !== 'key' && !/^(GET|HEAD) /.test(name));

test.each(changing)('%s changes nothing for other sites', async (name, row) => {
  for (const origin of ['null', `http://${theirs.host}`, 'https://evil.example']) {
    const answer = await ask(name, row, { ...cookie(admin), origin });
    expectCode(name, answer, 403, 'CSRF_ORIGIN', origin);
  }
  const { origin: _, ...bare } = cookie(admin);
  expectCode(name, await ask(name, row, bare), 403, 'CSRF_ORIGIN', 'no origin');
});

const naming = named.filter(([, { foreign }]) => foreign !== 'taken');

test.each(naming)("%s has another tenant's things as little as made-up ones", async (name, row) => {
  const key = row.open === 'session' ? token(admin) : bearer(await mine.keyWith(SCOPES));
  const status = { MACHINE_NOT_REGISTERED: 403 }[String(row.foreign)] ?? 404;
  const pairs: [string, string, string][] = [
    [SAMPLE.machine, theirs.ids.machine, madeUp.machine],
    [SAMPLE.machine, theirs.machineName, 'own-nobody'],
    [SAMPLE.report, theirs.ids.report, madeUp.report],
    [SAMPLE.schedule, theirs.ids.schedule, madeUp.schedule],
    [SAMPLE.upload, theirs.ids.upload, madeUp.upload],
    [SAMPLE.key, theirs.ids.key, madeUp.key],
    [SAMPLE.session, theirs.ids.session, madeUp.session],
    [SAMPLE.otherMachine, theirs.ids.machine, madeUp.machine],
  ];
  const example = OPERATIONS.find(({ method, path }) => `${method} ${path}` === (row.like ?? name))!;
  let compared = 0;
  for (const [sample, real, none] of pairs) {
    if (!JSON.stringify(exampleRequest(example)).includes(sample)) continue;
    const foreign = await ask(name, row, key, { [sample]: real });
    expectCode(name, foreign, status, row.foreign ?? 'NOT_FOUND', real);
    expect(await ask(name, row, key, { [sample]: none })).toEqual(foreign);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(0);
});

const tied = named.filter(([, { otherMachine }]) => otherMachine);

test.each(tied)("%s has a machine's key keep to its machine", async (name, row) => {
  const key = bearer(await mine.keyWith(['ingest'], mine.ids.machine));
  const answer = await ask(name, row, key);
  expectCode(name, answer, row.otherMachine === 'NOT_FOUND' ? 404 : 403, row.otherMachine!, 'other machine');
});

test('what is open to everybody asks nobody who they are', async () => {
  for (const [name, row] of Object.entries(ROUTES)) {
    if (row.open !== 'public' || name.includes('nextauth') || name.includes('trpc')) continue;
    const { status } = await ask(name, row, {});
    // Tokens are asked with a password, or a refresh token, that nobody has.
    expect(/auth/.test(name) ? [400, 401] : [200, 404], name).toContain(status);
  }
});
