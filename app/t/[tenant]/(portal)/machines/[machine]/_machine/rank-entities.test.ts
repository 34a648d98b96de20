import { expect, test } from 'vitest';
import { rankEntities } from './rank-entities.ts';

const of = (...avg: (number | null)[]) => ({ disk_busy: { avg, min: avg, max: avg } });

test('the busiest first, the unknown last, the order of equals kept', () => {
  const entities = { sda: of(1, 3), loop0: of(null), sdb: of(null, 9), sdc: of(2), dm0: {} };
  expect(rankEntities(entities, 'disk_busy')).toEqual(['sdb', 'sda', 'sdc', 'loop0', 'dm0']);
});
