import superjson from 'superjson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET, POST } from '#app/api/trpc/[trpc]/route.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { ROLE_SCOPES, ROLES, SCOPES } from '#server/tenancy/context.ts';
import { appRouter } from '#server/trpc/root.ts';
import { PROCEDURES, type ProcedureRow } from './access-table.ts';
import { type Member, madeUp, openPortal, type Portal } from './open-portal.ts';

/** Every procedure of the router, with its kind. */
const procedures = Object.entries(appRouter._def.procedures).map(
  ([name, procedure]) => [name, (procedure as unknown as { _def: { type: string } })._def.type] as const,
);
const typeOf = new Map(procedures);

let mine: Portal;
let theirs: Portal;
let stranger: Member;
let overSessions: Member[];
let key: string;
const members = new Map<string, Member>();

beforeAll(async () => {
  await installQueues();
  [mine, theirs] = [await openPortal('server01'), await openPortal('server02')];
  stranger = await theirs.signIn('owner');
  overSessions = await mine.endedSessions();
  key = await mine.keyWith(SCOPES);
  for (const role of ROLES) members.set(role, await mine.signIn(role));
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

interface Answer {
  status: number;
  /** As sent, but for the asked id. */
  text: string;
  code: unknown;
}

/** Calls a procedure as the pages do. */
async function ask(
  name: string,
  headers: Record<string, string>,
  { origin = `http://${mine.host}`, id }: { origin?: string | null; id?: string } = {},
): Promise<Answer> {
  const { input, names } = PROCEDURES[name] ?? {};
  const own = {
    machine: mine.ids.machine,
    report: mine.ids.report,
    schedule: mine.ids.schedule,
    upload: mine.ids.upload,
    sent: 'none',
    session: mine.ids.session,
  };
  const value = JSON.stringify(superjson.serialize(input?.(id ?? (names ? own[names] : ''))));
  const isQuery = typeOf.get(name) === 'query';
  const url = `http://${mine.host}/api/trpc/${name}`;
  const response = await (isQuery ? GET : POST)(
    new Request(isQuery && input ? `${url}?input=${encodeURIComponent(value)}` : url, {
      method: isQuery ? 'GET' : 'POST',
      headers: {
        host: mine.host,
        ...(isQuery ? {} : { 'content-type': 'application/json' }),
        ...(origin !== null && { origin }),
        ...headers,
      },
      ...(!isQuery && { body: value }),
    }),
  );
  const sent = await response.text();
  const { error } = JSON.parse(sent);
  const text = id === undefined ? sent : sent.replaceAll(id, '<asked>');
  return {
    status: response.status,
    text,
    code: error && superjson.deserialize<{ data: { errorCode: unknown } }>(error).data.errorCode,
  };
}

const as = (role: string) => ({ cookie: members.get(role)?.cookie ?? '' });

test('every procedure has a row, and every row its procedure', () => {
  expect(procedures.length).toBeGreaterThan(10);
  expect(Object.keys(PROCEDURES).sort()).toEqual(procedures.map(([name]) => name).sort());
  for (const [name, type] of procedures) expect(['query', 'mutation'], name).toContain(type);
});

const guarded = Object.entries(PROCEDURES).filter(([, { open }]) => open === 'session');

describe.each(guarded)('%s', (name, row: ProcedureRow) => {
  test('turns strangers away', async () => {
    for (const [who, headers] of [
      ['nobody', {}],
      ['a forged cookie', { cookie: 'perfanalysis.session=forged' }],
      ["another tenant's session", { cookie: stranger.cookie }],
      ['an ended session', { cookie: overSessions[0]!.cookie }],
      ['an expired session', { cookie: overSessions[1]!.cookie }],
      ['a key, which has calls of its own', { apikey: key, authorization: `Bearer ${key}` }],
    ] as const)
      expect(await ask(name, headers), who).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('lets in the roles that have its scope', async () => {
    for (const role of ROLES) {
      const id = row.foreign === 'taken' ? `new-${role}` : undefined;
      const answer = await ask(name, as(role), id === undefined ? {} : { id });
      const may = row.scope === undefined || ROLE_SCOPES[role].includes(row.scope);
      if (may) expect([401, 403], `${role}: ${answer.text}`).not.toContain(answer.status);
      else expect(answer, role).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
  });
});

const naming = guarded.filter(([, { names, foreign }]) => names && foreign !== 'taken');

test.each(naming)("%s has another tenant's things as little as made-up ones", async (name, row) => {
  const pairs = {
    machine: [
      [theirs.ids.machine, madeUp.machine],
      [theirs.machineName, 'own-nobody'],
    ],
    report: [[theirs.ids.report, madeUp.report]],
    schedule: [[theirs.ids.schedule, madeUp.schedule]],
    upload: [[theirs.ids.upload, madeUp.upload]],
    sent: [[theirs.ids.upload, madeUp.upload]],
    session: [[theirs.ids.session, madeUp.session]],
  }[row.names ?? 'machine'];
  for (const [real, none] of pairs) {
    const foreign = await ask(name, as('owner'), { id: real! });
    expect(foreign).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await ask(name, as('owner'), { id: none! })).toEqual(foreign);
  }
});

test.each(procedures.filter(([, type]) => type === 'mutation').map(([name]) => name))(
  '%s changes nothing for other sites',
  async (name) => {
    for (const origin of [null, 'null', `http://${theirs.host}`, 'https://evil.example'])
      expect(await ask(name, as('owner'), { origin }), String(origin)).toMatchObject({
        status: 403,
        code: 'CSRF_ORIGIN',
      });
  },
);

test('a mutation is none when it is asked as a query', async () => {
  for (const [name, type] of procedures) {
    if (type !== 'mutation') continue;
    const request = new Request(`http://${mine.host}/api/trpc/${name}?input=%7B%7D`, {
      headers: { host: mine.host, ...as('owner') },
    });
    expect((await GET(request)).status, name).toBe(405);
  }
});
