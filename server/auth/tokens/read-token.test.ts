import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { deriveSecret } from '#server/secrets.ts';
import { readToken } from './read-token.ts';
import { signToken } from './sign-token.ts';
import { audienceOf, type TokenUse } from './token-claims.ts';

const USES: readonly TokenUse[] = ['access', 'refresh'];
const claims = {
  sessionId: '0b0e3f8e-6f0c-4c53-9f7e-2f1a3b4c5d6e',
  tenantId: '1c1f4a9f-7a1d-4d64-8a8f-3a2b4c5d6e7f',
  userId: '2d2a5bae-8b2e-4e75-9b9a-4b3c5d6e7f8a',
  number: 3,
};
const now = () => Math.floor(Date.now() / 1000);
const secret = () => deriveSecret('token');

interface Forgery {
  header?: Record<string, unknown>;
  audience?: string | string[];
  payload?: Record<string, unknown>;
  expires?: number | null;
  key?: Uint8Array;
}

/** A token that is right for `use` but for what is said. */
function forge(use: TokenUse, { header, audience, payload, expires, key }: Forgery): Promise<string> {
  const token = new SignJWT({ ...claims, ...payload })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', ...header })
    .setAudience(audience ?? audienceOf(use))
    .setIssuedAt();
  if (expires !== null) token.setExpirationTime(expires ?? now() + 60);
  return token.sign(key ?? secret());
}

describe.each(USES)('%s tokens', (use) => {
  const other = use === 'access' ? 'refresh' : 'access';

  test('that we signed are read', async () => {
    expect(await readToken(use, await signToken(use, claims, 60))).toEqual(claims);
    expect(await readToken(use, await forge(use, {}))).toEqual(claims);
  });

  test.each<[string, Forgery]>([
    ['HS384', { header: { alg: 'HS384' } }],
    ['HS512', { header: { alg: 'HS512' } }],
    ['another secret', { key: new Uint8Array(32) }],
    ['an empty secret', { key: new Uint8Array(1) }],
    ['the audience of the other use', { audience: audienceOf(other) }],
    ['an audience that ends the same', { audience: `x${audienceOf(use)}` }],
    ['no audience of ours among many', { audience: ['a', 'b'] }],
    ['a time before which it is not good', { payload: { nbf: now() + 3600 } }],
    ['no end', { expires: null }],
    ['an end that is no time', { payload: { exp: 'never' }, expires: null }],
    ['a session that is no id', { payload: { sessionId: "' OR 1=1" } }],
    ['a tenant that is a list', { payload: { tenantId: [claims.tenantId] } }],
    ['no user', { payload: { userId: undefined } }],
    ['a number below zero', { payload: { number: -1 } }],
    ['a number that is a word', { payload: { number: '3' } }],
    ['a header that must be understood', { header: { crit: ['b64', 'x'], x: 1 } }],
  ])('with %s are not valid', async (_, forgery) => {
    // Some cannot even be signed; then nobody can send them.
    const token = await forge(use, forgery).catch(() => 'a.b.c');
    await expect(readToken(use, token)).rejects.toMatchObject({ code: 'INVALID_TOKEN', details: {} });
  });

  test('without a signature, or with another’s, are not valid', async () => {
    const unsigned = new UnsecuredJWT({ ...claims })
      .setAudience(audienceOf(use))
      .setExpirationTime(now() + 60)
      .encode();
    const good = await signToken(use, claims, 60);
    const [header = '', payload = '', signature = ''] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const capital = Buffer.from('{"alg":"None","typ":"JWT"}').toString('base64url');
    const richer = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), number: 9 }),
    ).toString('base64url');
    for (const token of [
      unsigned,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${capital}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${richer}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -2)}`,
      `${good}.`,
      `${header}.${payload}`,
      '',
      '..',
      'x'.repeat(100_000),
    ])
      await expect(readToken(use, token), token.slice(0, 40)).rejects.toMatchObject({
        code: 'INVALID_TOKEN',
        details: {},
      });
  });

  test('whose time is over say so, and only when all else is right', async () => {
    await expect(readToken(use, await signToken(use, claims, -1))).rejects.toMatchObject({
      code: 'INVALID_TOKEN',
      details: { expired: true },
      message: expect.stringContaining(use === 'access' ? 'refresh token' : 'sign in again'),
    });
    const forged = await forge(use, { expires: now() - 60, key: new Uint8Array(32) });
    await expect(readToken(use, forged)).rejects.toMatchObject({ details: {} });
  });
});
