import { expect, test } from 'vitest';
import { reportFilename } from './report-filename.ts';

const start = new Date('2026-11-20T09:00:00.500Z');
const end = new Date('2026-11-21T09:00:00Z');

test.each([
  ['db-prod-01', 'db-prod-01'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a"b\r\nSet-Cookie: x', 'a-b-Set-Cookie-x'],
  ['Bürö 7', 'Bu-ro-7'],
  ['名前', 'machine'],
  ['', 'machine'],
  ['x'.repeat(300), 'x'.repeat(80)],
])('%j is safe as %s', (machine, safe) => {
  expect(reportFilename(machine, start, end, 'pdf')).toBe(`${safe}_20261120T090000Z_20261121T090000Z.pdf`);
});
