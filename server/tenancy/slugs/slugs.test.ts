import { describe, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { skeleton, skeletonSql } from './skeleton.ts';
import { slugFault } from './slug-fault.ts';
import { suggestSlug } from './suggest-slug.ts';

describe('names that cannot be', () => {
  test.each<readonly [string, RegExp]>([
    ['', /Choose a name/],
    ['a', /2 to 40/],
    ['x'.repeat(41), /2 to 40/],
    ['-acme', /hyphen/],
    ['acme-', /hyphen/],
    ['Acme', /small letters/],
    ['ac me', /small letters/],
    ['acme.eu', /small letters/],
    ["acme'--", /small letters/],
    ['a"c', /small letters/],
    ['pg_catalog', /small letters/],
    ['acme\0', /small letters/],
    ['ácme', /small letters/],
    ['аcme', /small letters/],
    ['xn--acme', /encoded/],
    ['zz--acme', /encoded/],
    ['pg-acme', /database/],
    ['pg1', /database/],
    ['ns5', /servers/],
    ['smtp2', /servers/],
    ...'www api app admin mail smtp ns1 cdn static assets status support help docs blog login auth account billing root localhost test'
      .split(' ')
      .map((name) => [name, /is kept for/] as const),
    ['adrnin', /looks like “admin”/],
    ['adm1n', /looks like “admin”/],
    ['vvvvvv', /looks like “www”/],
    ['1ogin', /looks like “login”/],
    ['b1og', /looks like “blog”/],
    ['d0cs', /looks like “docs”/],
    ['sign--up', /looks like “sign-up”/],
  ])('%j', (slug, why) => {
    expect(slugFault(slug)).toMatch(why);
  });

  test.each(['acme', 'acme2', 'ac', 'a1', 'admin2', 'api-acme', '4you', '42', 'pgm', 'x'.repeat(40)])(
    '%s can be',
    (slug) => {
      expect(slugFault(slug)).toBeNull();
    },
  );
});

test.each([
  ['acme', 'acrne', true],
  ['acme1', 'acmel', true],
  ['acmei', 'acme1', true],
  ['pool', 'p00l', true],
  ['wave', 'vvave', true],
  ['a--b', 'a-b', true],
  ['a---b', 'a--b', true],
  ['acme', 'acme2', false],
  ['acme-2', 'acme-3', false],
  ['acme', 'ac-me', false],
])('%s and %s look alike: %s', (one, other, alike) => {
  expect(skeleton(one) === skeleton(other)).toBe(alike);
});

test('SQL makes the same skeletons', async () => {
  const letters = 'abilmnorvw01-';
  let seed = 7;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const slugs = Array.from({ length: 500 }, () =>
    Array.from({ length: 12 }, () => letters[Math.floor(next() * letters.length)]).join(''),
  );
  const { rows } = await controlPool().query<{ made: string }>(
    `SELECT ${skeletonSql('slug')} AS made FROM unnest($1::text[]) WITH ORDINALITY AS s (slug, at) ORDER BY at`,
    [slugs],
  );
  expect(rows.map(({ made }) => made)).toEqual(slugs.map(skeleton));
});

test.each([
  ['Acme Logistics', 'acme-logistics'],
  ['  Zürich & Söhne AG ', 'zurich-and-sohne-ag'],
  ['O’Neill Ltd.', 'oneill-ltd'],
  ['Straße 7', 'strasse-7'],
  ['日本', ''],
  ['---', ''],
  ['a'.repeat(60), 'a'.repeat(30)],
])('%s becomes %s', (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});
