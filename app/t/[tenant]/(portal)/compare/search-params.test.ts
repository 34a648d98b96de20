import { expect, test } from 'vitest';
import { type CompareSearch, compareSearchParams, FIRST_METRICS } from './search-params.ts';
import { compareHref, compareQuery } from './view-query.ts';

const read = (query: string, range?: string): CompareSearch => {
  const parts = new URLSearchParams(query);
  const params = [...new Set(parts.keys())].map((name) => [name, parts.getAll(name)]);
  return compareSearchParams(Object.fromEntries(params), range);
};

test('without an address there is nothing to compare yet', () => {
  expect(read('', '6h')).toEqual({
    machines: [],
    metrics: [...FIRST_METRICS],
    figure: 'p95',
    refresh: 'auto',
    period: { range: '6h' },
    second: null,
    back: null,
  });
});

test.each([
  'machine=a&machine=b&range=24h',
  'machine=a&range=24h&before=7d',
  'machine=a&range=24h&before=same&metric=load_1&metric=cpu_used',
  'machine=a%2Cb&from=2026-11-02T10:00:00Z&to=2026-11-02T11:00:00Z&from2=2026-11-01T10:00:00.5Z&to2=2026-11-01T11:00:00Z&figure=p99',
  'machine=a&machine=b&range=1h&refresh=off&back=range%3D24h%26before%3Dsame',
])('%s is read and written alike', (query) => {
  expect(compareQuery(read(query)).replace('.500Z', '.5Z')).toBe(query);
});

test.each([
  ['machine=a&machine=a&machine=', { machines: ['a'] }],
  ['machine=1&machine=2&machine=3&machine=4&machine=5&machine=6&machine=7', { machines: [...'123456'] }],
  ['machine=a&machine=b&machine=c&before=7d', { second: null }],
  ['machine=a&before=never', { second: null }],
  ['machine=a&from2=2026-11-02T10:00:00Z&to2=2026-11-01T10:00:00Z', { second: null }],
  ['machine=a&metric=nothing&metric=disk_busy', { metrics: [...FIRST_METRICS] }],
  ['machine=a&figure=p12', { figure: 'p95' }],
  [`machine=${'x'.repeat(256)}`, { machines: [] }],
])('%s: what is not understood is left out', (query, expected) =>
  expect(read(query)).toMatchObject(expected),
);

test('a link names what is compared', () => {
  expect(compareHref(['web 1', 'web 2'], { range: '1h' })).toBe(
    '/compare?machine=web+1&machine=web+2&range=1h',
  );
  expect(compareHref(['a'], { range: '1h' }, { before: 'same' })).toBe(
    '/compare?machine=a&range=1h&before=same',
  );
});
