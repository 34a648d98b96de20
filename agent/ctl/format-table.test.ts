import { expect, test } from 'vitest';
import { formatFacts, formatTable } from './format-table.ts';

test('columns are as wide as what stands in them; unknown is a dash', () => {
  const rows = [
    ['web-prod-01', 4, 'Debian'],
    ['db', null, undefined],
  ];
  expect(formatTable(['MACHINE', 'CPUS', 'OS'], rows)).toBe(
    'MACHINE      CPUS  OS\nweb-prod-01  4     Debian\ndb           -     -',
  );
});

test('what a terminal would obey is not passed on', () => {
  expect(formatTable(['A'], [['\u001b[2Jx\n']])).toBe('A\n?[2Jx?');
  expect(formatFacts({ os: '\u001b]0;x\u0007', cpu: null })).toBe('os   ?]0;x?\ncpu  -');
});
