import { expect, test } from 'vitest';
import { customPeriod, fieldTime } from './custom-period.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');

test.each([
  ['2026-11-02T10:00', '2026-11-02T12:00:30', { period: { from: 1_793_613_600_000, to: 1_793_620_830_000 } }],
  ['', '2026-11-02T12:00', { field: 'from', fault: 'Give a date and a time.' }],
  ['2026-11-02T10:00', '', { field: 'to', fault: 'Give a date and a time.' }],
  ['2026-11-02T10:00', '2026-11-02T10:00', { field: 'to', fault: 'This must be later than “From”.' }],
  ['2026-11-02T10:00', '2026-11-01T10:00', { field: 'to', fault: 'This must be later than “From”.' }],
  [
    '0226-11-02T10:00',
    '2026-11-01T10:00',
    { field: 'from', fault: 'There are no samples before the year 2000.' },
  ],
  ['2027-11-02T10:00', '2027-11-03T10:00', { field: 'from', fault: 'This is in the future.' }],
  ['2026-11-02T10:00', '2027-11-03T10:00', { field: 'to', fault: 'This is in the future.' }],
])('%s to %s', (from, to, expected) => expect(customPeriod({ from, to }, NOW)).toEqual(expected));

test('a field holds whole seconds', () => expect(fieldTime(NOW + 1999)).toBe('2026-11-22T00:00:01'));
