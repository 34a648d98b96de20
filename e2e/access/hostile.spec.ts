import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bearer, call } from '../parts/call.ts';
import { demo, signIn } from '../parts/demo.ts';
import { sendRaw } from '../parts/send-raw.ts';
import { expect, test } from '../parts/test.ts';

/** What the tenant has: a refused request changes none of it. */
async function contents(): Promise<string> {
  const { tenant, apiKey } = demo();
  const parts = ['machines/list?limit=1000', 'uploads?limit=100', 'reports', 'api-keys'].map(async (path) => {
    const answer = await call(`${tenant}/api/v1/${path}`, { headers: bearer(apiKey) });
    expect(answer.status, path).toBe(200);
    // This host delivers all the time, and keys note their use.
    return answer.text.replace(/"(last_seen|last_used|last_used_at)":"[^"]*"/g, '');
  });
  return (await Promise.all(parts)).join('\n');
}

let before = '';
test.beforeEach(async () => {
  before = await contents();
});
test.afterEach(async () => {
  expect(await contents()).toBe(before);
});

const own = () => new URL(demo().tenant).host;
const port = () => Number(new URL(demo().portal).port);

test('hosts', async () => {
  const { apiKey, portal } = demo();
  const key = `Authorization: Bearer ${apiKey}`;
  const list = 'GET /api/v1/machines/list HTTP/1.1';
  const fleet = 'GET / HTTP/1.1';
  const local = new URL(portal).host;
  const nobody = `Host: nobody.${local}`;
  const long = 'x'.repeat(64);
  for (const [what, lines, status] of [
    ['as it should be', [list, `Host: ${own()}`, key], 200],
    ['upper case', [list, `Host: ${own().toUpperCase()}`, key], 200],
    ['unknown', [list, nobody, key], 404],
    ['unknown, a page', [fleet, nobody], 404],
    ['unknown, with our own forged as forwarded', [list, nobody, `X-Forwarded-Host: ${own()}`, key], 404],
    ['unknown, by Forwarded', [list, nobody, `Forwarded: host=${own()};proto=https`, key], 404],
    ['our own, with a forged one as forwarded', [list, `Host: ${own()}`, 'X-Forwarded-Host: evil', key], 200],
    ['two', [list, `Host: ${own()}`, nobody, key], 400],
    ['two of the same', [list, `Host: ${own()}`, `Host: ${own()}`, key], 400],
    ['none', [list, key], 400],
    ['empty', [list, 'Host:', key], 404],
    ['with a user', [list, `Host: a@${own()}`, key], 404],
    ['with a path', [list, `Host: ${own()}/x`, key], 404],
    ['a list', [list, `Host: ${own()}, ${own()}`, key], 404],
    ['a quote', [list, `Host: de'mo.${local}`, key], 404],
    ['a quote, a page', [fleet, `Host: de'mo.${local}`], 404],
    ['a dot within', [list, `Host: a.demo.${local}`, key], 404],
    ['only dots', [fleet, `Host: ...${local}`], 404],
    ['a schema of PostgreSQL', [list, `Host: pg_catalog.${local}`, key], 404],
    ['a schema of PostgreSQL, a page', [fleet, `Host: pg_catalog.${local}`], 404],
    ['unicode', [list, `Host: d\u00e9mo.${local}`, key], 404],
    ['unicode, a page', [fleet, `Host: d\u00e9mo.${local}`], 404],
    ['punycode', [fleet, `Host: xn--dmo-bma.${local}`], 404],
    ['too long a label', [fleet, `Host: ${long}.${local}`], 404],
    ['_', [fleet, `Host: _.${local}`], 404],
    ['an absolute target of another host', [`GET http://nobody.${local}/ HTTP/1.1`, `Host: ${own()}`], 400],
    ['an absolute target of our own', [`GET http://${own()}/sign-in HTTP/1.1`, nobody], 400],
    [
      'an absolute target of the API',
      [`GET http://${own()}/api/v1/machines/list HTTP/1.1`, nobody, key],
      400,
    ],
    ['a target that is none', ['GET //evil/ HTTP/1.1', `Host: ${own()}`], 400],
    ['an authority as target', [`CONNECT ${own()} HTTP/1.1`, `Host: ${own()}`], 0],
    ['a star as target', ['OPTIONS * HTTP/1.1', `Host: ${own()}`], 400],
  ] as const) {
    const answer = await sendRaw(port(), lines);
    expect.soft(answer.status, `${what}: ${answer.body.slice(0, 300)}`).toBe(status);
    expect.soft(answer.head, what).not.toMatch(/location: .*(evil|nobody)/i);
  }
});

test('headers that mean something to the framework open nothing', async () => {
  const { tenant, machine } = demo();
  const pages = ['/', `/machines/${encodeURIComponent(machine)}`, '/uploads', '/t/demo', '/t/demo/uploads'];
  for (const path of pages)
    for (const headers of [
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
      { 'x-middleware-subrequest': 'src/proxy', 'x-middleware-invoke': '1' },
      { 'x-middleware-rewrite': '/t/demo' },
      { 'x-middleware-prefetch': '1', purpose: 'prefetch' },
      { 'x-invoke-path': '/t/demo', 'x-invoke-status': '200', 'x-matched-path': '/t/demo' },
      { 'x-nextjs-data': '1', 'x-now-route-matches': '1=demo' },
      { rsc: '1' },
      { rsc: '1', 'next-router-prefetch': '1', 'next-url': '/t/demo' },
      { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
      { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D' },
      { rsc: '1', 'next-router-state-tree': 'nonsense' },
      { 'next-action': '0123456789abcdef0123456789abcdef01234567' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    ] as Record<string, string>[]) {
      const answer = await call(`${tenant}${path}`, { headers });
      const what = `${path} ${JSON.stringify(headers)}: ${answer.status}`;
      expect.soft(answer.status, what).toBeLessThan(500);
      expect.soft(answer.text, what).not.toMatch(/Demo owner|cpu_user|last_seen/);
      expect.soft(String(answer.headers.location ?? ''), what).not.toContain('evil');
    }
});

test('changes come from our own pages', async ({ page, context }) => {
  const { tenant, machine, portal } = await signIn(page);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const body = '{"machine_id":"stolen"}';
  for (const origin of [
    ...['null', '', 'https://evil.example', `${tenant}.evil.example`, portal, 'file://'],
    ...[tenant.replace('demo', 'acme'), tenant.replace(/:\d+$/, ':1'), `${tenant} ${tenant}`, 'data:,x'],
    undefined,
  ]) {
    const headers = {
      cookie,
      'content-type': 'application/json',
      ...(origin !== undefined && { origin }),
    };
    for (const [path, method] of [
      ['/api/v1/machines/register', 'POST'],
      [`/api/v1/machines/${encodeURIComponent(machine)}?confirm=${encodeURIComponent(machine)}`, 'DELETE'],
      ['/api/trpc/machines.add', 'POST'],
      ['/api/v1/auth/token', 'DELETE'],
    ] as const) {
      const answer = await call(`${tenant}${path}`, {
        method,
        headers,
        ...(method === 'POST' && { body }),
      });
      expect.soft([answer.status, /CSRF_ORIGIN/.test(answer.text)], `${path} ${origin}`).toEqual([403, true]);
    }
  }
  // A read is answered, and readable by nobody else.
  const read = await call(`${tenant}/api/v1/machines/list`, {
    headers: { cookie, origin: 'https://evil.example' },
  });
  expect(read.headers).not.toHaveProperty('access-control-allow-origin');
});

test('the way back stays here', async () => {
  const { tenant } = demo();
  const csrf = await call(`${tenant}/api/auth/csrf`);
  const jar = [csrf.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
  for (const target of [
    ...[
      '//evil.example',
      '\\\\evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'https://evil.example',
    ],
    ...[
      'https:evil.example',
      `${tenant}.evil.example`,
      `${tenant}@evil.example`,
      '/%5cevil.example',
      '\0//evil',
    ],
    ...['data:text/html,x', '%2f%2fevil.example', '/\t/evil.example', 'http:///evil.example'],
  ]) {
    const given = encodeURIComponent(target);
    const elsewhere = (location: unknown) => {
      const url = new URL(String(location ?? '/'), tenant);
      return url.origin !== tenant;
    };
    for (const path of [
      `/sign-in?callbackUrl=${given}`,
      `/sign-in?to=${given}`,
      `/api/auth/signin?callbackUrl=${given}`,
    ]) {
      const answer = await call(`${tenant}${path}`);
      expect.soft(answer.status, path).toBeLessThan(500);
      expect.soft(elsewhere(answer.headers.location), `${path} ${answer.headers.location}`).toBe(false);
    }
    for (const path of ['/api/auth/signout', '/api/auth/callback/credentials']) {
      const token = String(csrf.json().csrfToken);
      const answer = await call(`${tenant}${path}`, {
        method: 'POST',
        headers: { cookie: jar.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
        body: `csrfToken=${token}&callbackUrl=${given}&email=a%40b.example&password=${'x'.repeat(20)}`,
      });
      expect.soft(answer.status, `${path} ${target}`).toBeLessThan(500);
      expect.soft(elsewhere(answer.headers.location), `${path} ${answer.headers.location}`).toBe(false);
    }
  }
});

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const register = (value: string) => `{"machine_id":${value}}`;
const jsonType = { 'content-type': 'application/json' };

test('bodies', async () => {
  const { tenant, apiKey, machine } = demo();
  const gzip = { ...jsonType, 'content-encoding': 'gzip' };
  const stream = 'c2b7a1de-58f4-4c0b-9e63-7f1d2a4b8c95';
  const delivery = (seq: string, time = '1767813011') =>
    `{"identifier":${JSON.stringify(machine)},"stream":"${stream}","first_seq":${seq},"snapshots":[{"records":[{"timestamp":${time},"subsystem":"/proc/stat","measurement":"cpu 1 2 3 4"}]}]}`;
  const [registering, delivering] = ['/api/v1/machines/register', '/api/v1/trickle'];
  for (const [what, path, body, headers, status, code] of [
    ['NUL', registering, register('"a\\u0000b"'), jsonType, 400, 'INVALID_INPUT'],
    ['a raw NUL', registering, register('"a\0b"'), jsonType, 400, 'INVALID_JSON'],
    ['half a character', registering, register('"a\\ud800"'), jsonType, 400, 'INVALID_INPUT'],
    ['not UTF-8', registering, Buffer.from(register('"\xff"'), 'latin1'), jsonType, 400, 'INVALID_JSON'],
    ['__proto__', registering, '{"__proto__":{"machine_id":"x"}}', jsonType, 400, 'INVALID_INPUT'],
    [
      'constructor',
      registering,
      '{"constructor":{"prototype":{"machine_id":"x"}}}',
      jsonType,
      400,
      'INVALID_INPUT',
    ],
    ['deep', registering, register(deep(30_000)), jsonType, 400, 'INVALID_INPUT'],
    ['deep elsewhere', delivering, `{"snapshots":${deep(400_000)}}`, jsonType, 400, 'INVALID_INPUT'],
    ['deep and cut', delivering, '['.repeat(1_000_000), jsonType, 400, 'INVALID_JSON'],
    ['1e309', registering, '{"machine_id":"x","hourly_cost":1e309}', jsonType, 400, 'INVALID_INPUT'],
    ['NaN', registering, '{"machine_id":"x","hourly_cost":NaN}', jsonType, 400, 'INVALID_JSON'],
    ['1e309 as number', delivering, delivery('1e309'), jsonType, 400, 'INVALID_INPUT'],
    ['1e309 as time', delivering, delivery('1', '1e309'), jsonType, 400, 'INVALID_INPUT'],
    ['-1 as number', delivering, delivery('-1'), jsonType, 400, 'INVALID_INPUT'],
    ['2^53 as number', delivering, delivery('9007199254740993'), jsonType, 400, 'INVALID_INPUT'],
    ['a list', delivering, '[]', jsonType, 400, 'INVALID_INPUT'],
    ['null', delivering, 'null', jsonType, 400, 'INVALID_INPUT'],
    ['nothing', delivering, '', jsonType, 400, 'INVALID_JSON'],
    ['a bomb', delivering, gzipSync(Buffer.alloc(200_000_000)), gzip, 413, 'BODY_TOO_LARGE'],
    ['a bomb of numbers', registering, gzipSync(Buffer.alloc(10_000_000, '1')), gzip, 413, 'BODY_TOO_LARGE'],
    ['a bomb in a bomb', delivering, gzipSync(gzipSync(Buffer.alloc(50_000_000))), gzip, 400, 'INVALID_JSON'],
    ['gzip that is none', delivering, delivery('1'), gzip, 400, 'INVALID_INPUT'],
    [
      'br',
      delivering,
      brotliCompressSync(delivery('1')),
      { 'content-encoding': 'br' },
      415,
      'UNSUPPORTED_ENCODING',
    ],
    [
      'two encodings',
      delivering,
      delivery('1'),
      { 'content-encoding': 'gzip, gzip' },
      415,
      'UNSUPPORTED_ENCODING',
    ],
    ['2 MB', delivering, 'x'.repeat(2_000_000), jsonType, 413, 'BODY_TOO_LARGE'],
  ] as const) {
    const answer = await call(`${tenant}${path}`, {
      method: 'POST',
      headers: { ...headers, ...bearer(apiKey) },
      body: body as string | Buffer,
    });
    const told = answer.text.startsWith('{') ? answer.json().error_code : answer.text.slice(0, 200);
    expect.soft([answer.status, told], what).toEqual([status, code]);
  }
});

test('paths and queries', async () => {
  const { tenant, apiKey, machine } = demo();
  const m = encodeURIComponent(machine);
  for (const [path, status] of [
    ['/api/v1/machines/%00', 404],
    ['/api/v1/machines/%ff', 400],
    ['/api/v1/machines/%ed%a0%80', 400],
    ['/api/v1/machines/%', 400],
    ['/api/v1/machines/..%2f..%2fhealth', 404],
    ["/api/v1/machines/a'%20OR%201=1--", 404],
    [`/api/v1/machines/${'x'.repeat(5000)}`, 404],
    [`/api/v1/machines/${m}/metrics/__proto__`, 404],
    [`/api/v1/machines/${m}/metrics/constructor`, 404],
    [`/api/v1/machines/${m}/metrics/cpu?max_points=1e309`, 400],
    [`/api/v1/machines/${m}/metrics/cpu?max_points=NaN`, 400],
    [`/api/v1/machines/${m}/metrics/cpu?aggregate=__proto__`, 400],
    [`/api/v1/machines/${m}/metrics/cpu?start=%00`, 400],
    ['/api/v1/machines/list?cursor=%00', 400],
    ['/api/v1/machines/list?cursor=AAAA', 400],
    ['/api/v1/machines/list?limit=1e9', 400],
    ['/api/v1/machines/list?q=%00', 400],
    ['/api/v1/machines/list?tag=__proto__', 200],
    ['/api/v1/uploads?cursor=%00', 400],
    ['/api/v1/uploads/%00', 404],
    ['/api/v1/reports/%00', 404],
    ['/api/v1/reports/%00/download', 404],
    ['/api/v1/reports?cursor=%27', 400],
    ['/api/v1/reports?machine_id=%00', 404],
    ['/api/v1/performance/export?machine_id=%00', 404],
    ['/api/v1/agent/%00', 404],
    ['/api/v1/agent/..%2f..%2fpackage.json', 404],
    ['/api/trpc/', 404],
    ['/api/trpc/__proto__', 404],
    ['/api/trpc/constructor', 404],
    ['/api/trpc/machines', 404],
    ['/api/trpc/machines.show?input=%00', 401],
    ['/api/trpc/machines.show?input={"__proto__":{"json":{"machine":"x"}}}', 401],
    ['/t/demo/sign-in', 404],
    ['/invite/%00', 200],
    ['/invite/%ff', 400],
    ['/machines/%ff', 400],
    ['/%00', 404],
    ['/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75', 404],
    ['/_next/data/x/index.json', 404],
    ['/_next/static/..%2f..%2fpackage.json', 404],
    ['/api/auth/%00', 400],
    ['/api/auth/__proto__', 400],
    ['/api/auth/callback/evil', 400],
  ] as const) {
    const answer = await call(tenant, { headers: bearer(apiKey), path });
    expect.soft(answer.status, `${path} ${answer.text.slice(0, 200)}`).toBe(status);
  }
});

test('batches of calls', async () => {
  const { tenant } = demo();
  const batch = (count: number) => Array.from({ length: count }, () => 'invitations.show').join(',');
  const input = (count: number) =>
    encodeURIComponent(
      JSON.stringify(
        Object.fromEntries(Array.from({ length: count }, (_, i) => [i, { json: { token: 'x' } }])),
      ),
    );
  for (const [count, status] of [
    [10, 404],
    [11, 400],
    [300, 431],
  ] as const) {
    const url = `${tenant}/api/trpc/${batch(count)}?batch=1&input=${input(count)}`;
    expect.soft((await call(url)).status, String(count)).toBe(status);
  }
  const post = (body: string, type = 'application/json') =>
    call(`${tenant}/api/trpc/invitations.accept?batch=1`, {
      method: 'POST',
      headers: { origin: tenant, 'content-type': type },
      body,
    });
  for (const [what, body, type] of [
    ['deep', `{"0":{"json":${deep(100_000)}}}`],
    ['no JSON', '{"0":'],
    ['a prototype by superjson', '{"0":{"json":{"token":"x"},"meta":{"values":{"__proto__.x":["Date"]}}}}'],
    ['a class by superjson', '{"0":{"json":{"token":"x"},"meta":{"values":{"token":[["class","Object"]]}}}}'],
    ['an unknown meta', '{"0":{"json":{"token":"x"},"meta":{"values":{"token":["nonsense"]}}}}'],
    ['a wrong Date', '{"0":{"json":{"token":5},"meta":{"values":{"token":["Date"]}}}}'],
    ['a regular expression', '{"0":{"json":{"token":"/(/"},"meta":{"values":{"token":["regexp"]}}}}'],
    ['a bad bigint', '{"0":{"json":{"token":"x"},"meta":{"values":{"token":["bigint"]}}}}'],
    ['a circle', '{"0":{"json":{"token":"x"},"meta":{"referentialEqualities":{"token":["a.b"]}}}}'],
    ['form data', 'x', 'multipart/form-data; boundary=x'],
    ['octets', 'x', 'application/octet-stream'],
    ['20 MB', `{"0":{"json":{"token":"${'x'.repeat(20_000_000)}"}}}`],
  ] as const) {
    const answer = await post(body, type);
    expect.soft(answer.status, `${what}: ${answer.text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
    expect.soft(answer.status, `${what}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
  }
});
