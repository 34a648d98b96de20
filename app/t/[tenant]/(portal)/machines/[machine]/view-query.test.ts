import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Period } from '#app/_components/range/period.ts';
import { REFRESHES } from '#app/_components/range/refresh.ts';
import { type MachineSearch, machineSearchParams, TABS } from './search-params.ts';
import { machineHref, viewQuery } from './view-query.ts';

const period = fc.oneof(
  fc.constantFrom<Period>({ range: '45m' }, { range: '30d' }, { range: 'all' }),
  fc
    .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1e11 }))
    .map(([from, width]): Period => ({ from, to: from + width })),
);
const view: fc.Arbitrary<MachineSearch> = fc.record({
  tab: fc.constantFrom(...TABS),
  period,
  refresh: fc.constantFrom(...REFRESHES),
  back: fc.option(period),
});

test('every view is read back from its address', () => {
  fc.assert(
    fc.property(view, (shown) => {
      const params = Object.fromEntries(new URLSearchParams(viewQuery(shown)));
      expect(machineSearchParams(params)).toEqual(shown);
    }),
  );
});

test('an address is short and plain', () => {
  const from = Date.parse('2026-11-02T10:00:00Z');
  expect(machineHref('db prod/1', { period: { from, to: from + 60_000 } })).toBe(
    '/machines/db%20prod%2F1?from=2026-11-02T10:00:00Z&to=2026-11-02T10:01:00Z',
  );
  expect(viewQuery({ period: { range: '1h' }, tab: 'disk' })).toBe('range=1h&tab=disk');
});
