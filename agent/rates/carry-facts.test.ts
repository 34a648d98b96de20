import { expect, test } from 'vitest';
import { carryFacts } from './carry-facts.ts';

const sysfs = { block: {}, net: {} };

test('facts last until newer ones come', () => {
  const newer = { block: {}, net: { eth0: { physical: true, speedMbps: null, master: null } } };
  expect(carryFacts({ time: 1, sysfs }, { time: 2, uptime: 5 })).toEqual({ time: 2, uptime: 5, sysfs });
  expect(carryFacts({ time: 1, sysfs }, { time: 2, sysfs: newer })).toEqual({ time: 2, sysfs: newer });
  expect(carryFacts(null, { time: 2 })).toEqual({ time: 2 });
});
