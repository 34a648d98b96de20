import { expect, test } from 'vitest';
import { carryFacts } from './carry-facts.ts';

const sysfs = { block: {}, net: {} };

test('facts last until newer ones come', () => {
  const newer = { block: {}, net: { eth0: { physical: true, speedMbps: null, master: null } } };
  expect(carryFacts({ time: 1, sysfs }, { time: 2, uptime: 5 })).toEqual({ time: 2, uptime: 5, sysfs });
  expect(carryFacts({ time: 1, sysfs }, { time: 2, sysfs: newer })).toEqual({ time: 2, sysfs: newer });
  expect(carryFacts(null, { time: 2 })).toEqual({ time: 2 });
});

test('what /proc/cpuinfo says is what is known of a host that says nothing itself', () => {
  const cpuinfo = { model: 'Test CPU', count: 2 };
  const first = carryFacts(null, { time: 1, cpuinfo });
  expect(first.host).toMatchObject({ cpuModel: 'Test CPU', cpuCount: 2, hostname: null });
  expect(carryFacts(first, { time: 2 }).host).toEqual(first.host);
  const host = { ...first.host, hostname: 'server01' } as NonNullable<typeof first.host>;
  expect(carryFacts(first, { time: 2, host }).host).toEqual(host);
  expect(carryFacts({ time: 1, host }, { time: 2, cpuinfo }).host).toEqual(host);
});
