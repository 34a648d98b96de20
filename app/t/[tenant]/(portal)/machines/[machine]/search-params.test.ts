import { expect, test } from 'vitest';
import { machineSearchParams } from './search-params.ts';

const [FROM, TO] = ['2026-11-02T10:00:00Z', '2026-11-02T12:30:00.250Z'];
const fixed = { from: Date.parse(FROM), to: Date.parse(TO) };

test.each([
  [{}, '15m'],
  [{ range: '1h' }, '1h'],
  [{ range: '30d', other: 'x' }, '30d'],
  [{ range: 'all' }, 'all'],
  [{ range: '' }, '15m'],
  [{ range: '2h' }, '2h'],
  [{ range: '2w' }, '15m'],
  [{ range: '1H' }, '15m'],
  [{ range: ['1h', '6h'] }, '15m'],
  [{ range: 'toString' }, '15m'],
  [{ from: FROM }, '15m'],
  [{ from: TO, to: FROM, range: '6h' }, '6h'],
  [{ from: FROM, to: FROM }, '15m'],
  [{ from: 'yesterday', to: TO }, '15m'],
  [{ from: '2026-13-02T10:00:00Z', to: TO }, '15m'],
])('%j shows %s', (params, range) => {
  expect(machineSearchParams(params)).toEqual({
    tab: 'overview',
    period: { range },
    refresh: 'auto',
    back: null,
  });
});

test('from and to go before a width; a tab and the way back are kept', () => {
  expect(machineSearchParams({ from: FROM, to: TO, range: '1h', tab: 'disk', back: 'range=7d' })).toEqual({
    tab: 'disk',
    period: fixed,
    refresh: 'auto',
    back: { range: '7d' },
  });
  expect(machineSearchParams({ back: `from=${FROM}&to=${TO}`, tab: 'nowhere' })).toEqual({
    tab: 'overview',
    period: { range: '15m' },
    refresh: 'auto',
    back: fixed,
  });
});

test('without a range in the address it is what the reader prefers', () => {
  expect(machineSearchParams({}, '24h').period).toEqual({ range: '24h' });
  expect(machineSearchParams({ range: 'x', refresh: '30s' }, 'all')).toMatchObject({
    period: { range: 'all' },
    refresh: '30s',
  });
});
