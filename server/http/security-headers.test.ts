import { expect, test } from 'vitest';
import { nextAuthOptions } from '#server/auth/next-auth-options.ts';
import { sessionCookieName } from '#server/auth/session-cookie.ts';
import { env } from '#server/env.ts';
import { answerPolicy, contentSecurityPolicy, INERT_POLICY } from './content-security-policy.ts';
import { securityHeaders } from './security-headers.ts';

const page = { nonce: 'bm9uY2U=', https: false, cloud: false };
const directives = (policy: string) =>
  new Map(policy.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]));

test('scripts run by nonce alone, and pages are framed by nobody', () => {
  const policy = directives(contentSecurityPolicy(page));
  expect(policy.get('script-src')).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policy.get('style-src-elem')).not.toContain("'unsafe-inline'");
  for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
    expect(policy.get(name), name).toEqual(["'none'"]);
  expect(policy.get('frame-src')).toEqual(["'self'"]);
  for (const [name, sources] of policy) expect(sources, name).not.toContain('*');
});

test("pages talk to their own host, and to UploadThing's cloud where files go through it", () => {
  expect(directives(contentSecurityPolicy(page)).get('connect-src')).toEqual(["'self'"]);
  expect(directives(contentSecurityPolicy({ ...page, cloud: true })).get('connect-src')).toEqual([
    "'self'",
    'https://*.ingest.uploadthing.com',
  ]);
});

test('nothing in an answer of the API runs, and nobody frames it', () => {
  expect(INERT_POLICY).toBe("default-src 'none'; frame-ancestors 'none'");
});

test('the HTML of a report runs in an origin of its own, and only its scripts', () => {
  for (const path of ['/api/v1/reports/1/download?format=html', '/api/shared-reports/t?inline=1']) {
    const policy = directives(answerPolicy(path));
    expect(policy.get('sandbox')).toEqual(['allow-scripts', 'allow-downloads']);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'self'"]);
  }
  for (const path of ['/api/v1/reports/1', '/api/v1/reports', '/api/v1/machines/download', '/v1/ping'])
    expect(answerPolicy(path)).toBe(INERT_POLICY);
});

test('only a portal served by https binds browsers to it', () => {
  const plain = securityHeaders('http://localhost:3000');
  const secure = securityHeaders('https://perf.example.com');
  expect(plain).not.toHaveProperty('Strict-Transport-Security');
  expect(secure).toEqual({
    ...plain,
    'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}; /),
  });
  expect(directives(contentSecurityPolicy(page)).has('upgrade-insecure-requests')).toBe(false);
  expect(directives(contentSecurityPolicy({ ...page, https: true })).has('upgrade-insecure-requests')).toBe(
    true,
  );
});

test.each([
  ['http://localhost:3000', false, 'perfanalysis.session'],
  ['https://perf.example.com', true, '__Host-perfanalysis.session'],
])('cookies of %s', (url, secure, name) => {
  Object.assign(env(), { PUBLIC_URL: url });
  expect(sessionCookieName()).toBe(name);
  const { cookies, useSecureCookies } = nextAuthOptions(new Headers());
  expect(useSecureCookies).toBe(secure);
  expect(cookies?.sessionToken).toEqual({
    name,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  });
});
