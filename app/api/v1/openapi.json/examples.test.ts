import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { createTokens } from '#server/auth/tokens/create-tokens.ts';
import { listSessions } from '#server/collection-sessions/list-sessions.ts';
import { env } from '#server/env.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { createMember } from '#server/members/create-member.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { curlOf } from '#server/openapi/curl-of.ts';
import { SECRET } from '#server/openapi/example-request.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { finishReport } from '#server/reports/finish-report.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { createSchedule } from '#server/reports/schedules/create-schedule.ts';
import { shareReport } from '#server/reports/sharing/share-report.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { beginUpload } from '#server/uploads/begin-upload.ts';
import { OPERATIONS } from './_operations/all.ts';

beforeAll(async () => {
  // The examples are of a day in the past.
  Object.assign(env(), { ACCEPTED_AGE_DAYS: 3650 });
  await installQueues();
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

interface Portal {
  ctx: TenantContext;
  host: string;
  adminKey: string;
  machineKey: string;
}

/** A portal with a member, and unless told otherwise with the machine of the examples and an hour of its samples. */
async function openPortal(hasMachine: boolean): Promise<Portal> {
  const ctx = await freshTenant();
  const host = `${ctx.tenant.slug}.localhost:3000`;
  const { email, password, machine, start } = SAMPLE;
  await createMember({ tenantId: ctx.tenant.id, email, name: 'Ann', password, role: 'admin' });
  const admin = await createApiKey(ctx, { name: 'all', scopes: ['ingest', 'read', 'write', 'admin'] });
  if (!hasMachine) return { ctx, host, adminKey: admin.key, machineKey: '' };
  const { id, send } = await tricklingMachine(ctx, machine);
  const first = Date.parse(start);
  await send(1, makeSnapshots(everyMs(first, 60, 60_000), first - 9_000_000));
  const { key } = await createApiKey(ctx, { name: 'pcc', scopes: ['ingest'], machineId: id });
  return { ctx, host, adminKey: admin.key, machineKey: key };
}

let common: Promise<Portal> | undefined;
/** Most examples share a portal; those that begin or end with the machine have their own. */
function portalOf({ method, path }: Operation): Promise<Portal> {
  if (path.endsWith('/register')) return openPortal(false);
  if (method === 'DELETE' && path.endsWith('/{machine}')) return openPortal(true);
  if (method === 'DELETE' && path.endsWith('/{session}')) return openPortal(true);
  if (path.endsWith('/merge')) return openPortal(true);
  common ??= openPortal(true);
  return common;
}

const signIn = ({ host }: Portal) =>
  createTokens({
    host,
    email: SAMPLE.email,
    password: SAMPLE.password,
    address: '10.0.0.1',
    userAgent: null,
  });

/** What an example names that only this portal can know. */
async function realValues(operation: Operation, portal: Portal): Promise<[string, string][]> {
  const { path } = operation;
  const { ctx } = portal;
  if (path.includes('{report}')) {
    const range = { start: new Date(SAMPLE.start), end: new Date(SAMPLE.end) };
    const { id } = await requestReport(ctx, { machines: [SAMPLE.machine], ...range });
    const isDone = path.endsWith('/download') || path.includes('/share');
    if (isDone) await finishReport(ctx, id, { files: { pdf: Buffer.from('%PDF-1.7') } });
    if (!path.includes('{share}')) return [[SAMPLE.report, id]];
    return [
      [SAMPLE.report, id],
      [SAMPLE.share, (await shareReport(ctx, id, { days: 1 })).id],
    ];
  }
  if (path.includes('{schedule}')) {
    const plan = { every: 'day', at: '06:00' } as const;
    const { id } = await createSchedule(ctx, { name: 'Daily', plan, machines: [SAMPLE.machine] });
    return [[SAMPLE.schedule, id]];
  }
  if (path.includes('{key}'))
    return [[SAMPLE.key, (await createApiKey(ctx, { name: 'old', scopes: ['read'] })).keyId]];
  if (path.includes('{session}')) {
    const { sessions } = await listSessions(ctx, { machine: SAMPLE.machine });
    return [[SAMPLE.session, sessions[0]?.id ?? '']];
  }
  if (path.includes('{upload}')) {
    const byteCount = String(OPERATIONS.find(({ method }) => method === 'PUT')?.example.body).length;
    const plan = { fileName: 'a.csv', byteCount, machine: SAMPLE.machine, counters: null };
    return [[SAMPLE.upload, (await beginUpload(ctx, plan)).upload_id]];
  }
  if (path.endsWith('/merge')) await registerMachine(ctx, { machine_id: SAMPLE.otherMachine });
  if (path.endsWith('/refresh')) return [[SAMPLE.refresh, (await signIn(portal)).refresh]];
  return [];
}

/** The words that a shell makes of a line, each variable in its place. */
function shellWords(line: string, variables: Record<string, string>): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${line}`;
  return execFileSync('/bin/sh', ['-c', script], {
    env: { NODE_ENV: 'test', ...variables },
    encoding: 'utf8',
  })
    .split('\0')
    .slice(0, -1);
}

/** The request that curl would send. */
function requestOf([url = '', ...words]: string[], file?: { name: string; content: string }): Request {
  const headers = new Headers({ host: new URL(url).host });
  const form = new FormData();
  let method: string | undefined;
  let body: BodyInit | undefined;
  for (let at = 0; at < words.length; at += 2) {
    const [option, value = ''] = words.slice(at, at + 2);
    const [name = '', ...rest] = value.split(option === '-F' ? '=' : ': ');
    const text = rest.join(option === '-F' ? '=' : ': ');
    if (option === '-X') method = value;
    else if (option === '-H') headers.set(name, text);
    else if (option === '--data' || option === '--data-binary') body = value;
    else if (option === '-F') {
      if (text.startsWith('@')) form.set(name, new File([file?.content ?? ''], text.slice(1)));
      else form.set(name, text);
      body = form;
    } else expect(['-OJ', '-N']).toEqual(expect.arrayContaining(words.slice(at)));
  }
  return new Request(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body !== undefined && { body }),
  });
}

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Finds the handler of a request as Next does, and asks it. */
async function send(operation: Operation, request: Request): Promise<Response> {
  const folder = operation.path.replace('/api/v1/', '').replace(/\{(\w+)\}/g, '[$1]');
  const route: Record<string, Handler> = await import(join(import.meta.dirname, '..', folder, 'route.ts'));
  const handler = route[operation.method];
  if (!handler) throw new Error(`no ${operation.method} in ${folder}`);
  expect(request.method).toBe(operation.method);
  const given = new URL(request.url).pathname.split('/');
  const params = Object.fromEntries(
    operation.path
      .split('/')
      .flatMap((part, index) =>
        part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[index] ?? '')]] : [],
      ),
  );
  return handler(request, { params: Promise.resolve(params) });
}

test.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  'the example of %s does what it says',
  async (name, operation) => {
    const portal = await portalOf(operation);
    let line = curlOf(operation, `http://${portal.host}`);
    for (const [sample, real] of await realValues(operation, portal)) line = line.replaceAll(sample, real);
    const words = shellWords(line, {
      [SECRET.key.slice(1)]: operation.caller === 'key' ? portal.machineKey : portal.adminKey,
      [SECRET.token.slice(1)]: operation.caller === 'user' ? (await signIn(portal)).access : '',
    });
    const response = await send(operation, requestOf(words, operation.example.file));
    const lowest = Number(Object.keys(operation.answers)[0]);
    const expected = operation.example.status ?? lowest;
    const built = !operation.path.includes('/agent/') || existsSync('dist/agent/SHA256SUMS');
    expect(response.status, response.ok ? name : await response.clone().text()).toBe(built ? expected : 404);
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    if (!built) return;
    const { schema, files } = operation.answers[expected] ?? {};
    if (schema) expect(schema.safeParse(await response.json())).toMatchObject({ success: true });
    else {
      const type = response.headers.get('content-type')?.split(';')[0];
      if (files) expect(files).toContain(type);
      else expect(response.body).toBeNull();
      await response.body?.cancel();
    }
    const counted = operation.caller !== 'anybody' && !operation.path.endsWith('/live');
    expect(response.headers.has('ratelimit-remaining')).toBe(counted);
  },
);
