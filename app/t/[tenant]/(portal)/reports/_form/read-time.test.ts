import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

const NOW = Date.UTC(2026, 0, 10, 12);
const read = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return readTime(form, 'Europe/Berlin', NOW);
};
const day = (from: string, to: string) => ({ start: new Date(from), end: new Date(to) });

test.each([
  [{ time: '24', compare: '' }, day('2026-01-09T12:00Z', '2026-01-10T12:00Z')],
  [
    { time: 'session', session: 'abc', compare: 'previous' },
    { sessionId: 'abc', compareWith: 'previous' },
  ],
  [
    {
      ...{ time: 'custom', from: '2026-01-08T00:00', to: '2026-01-09T00:00:00' },
      ...{ compare: 'custom', compareFrom: '2026-01-01T00:00', compareTo: '2026-01-02T00:00' },
    },
    {
      ...day('2026-01-07T23:00Z', '2026-01-08T23:00Z'),
      compareWith: day('2025-12-31T23:00Z', '2026-01-01T23:00Z'),
    },
  ],
])('%j', (fields, expected) => {
  expect(read(fields as Record<string, string>)).toEqual(expected);
});

test.each([
  [{ time: 'custom', from: '', to: '2026-01-09T00:00' }, /^From: /],
  [
    { time: '1', compare: 'custom', compareFrom: '2026-01-02T00:00', compareTo: '2026-01-01T00:00' },
    /^Compared /,
  ],
])('%j is refused with a reason', (fields, reason) => {
  expect(() => read(fields as Record<string, string>)).toThrow(reason);
});
