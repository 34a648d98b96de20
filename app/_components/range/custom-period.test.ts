import { expect, test } from 'vitest';
import { customPeriod, fieldTime, timeOfField } from './custom-period.ts';

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
])('%s to %s', (from, to, expected) => expect(customPeriod({ from, to }, NOW, 'UTC')).toEqual(expected));

test('a field holds whole seconds', () => expect(fieldTime(NOW + 1999, 'UTC')).toBe('2026-11-22T00:00:01'));

test.each([
  ['2026-01-07T09:00:00', 'Europe/Berlin', '2026-01-07T08:00:00Z'],
  ['2026-07-07T09:00:00', 'Europe/Berlin', '2026-07-07T07:00:00Z'],
  ['2026-07-07T09:00:00', 'Asia/Kolkata', '2026-07-07T03:30:00Z'],
  // The clocks go from 02:00 to 03:00, and from 03:00 to 02:00.
  ['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['2026-10-25T01:59:59', 'Europe/Berlin', '2026-10-24T23:59:59Z'],
  ['2026-10-25T03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
])('%s in %s', (text, zone, iso) => {
  expect(new Date(timeOfField(text, zone)).toISOString().replace('.000Z', 'Z')).toBe(iso);
  expect(fieldTime(Date.parse(iso), zone)).toBe(text);
});
