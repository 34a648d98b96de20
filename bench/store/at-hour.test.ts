import { expect, test } from 'vitest';
import { atHour } from './at-hour.ts';

const ROW = {
  cpu_user: 30,
  cpu_system: 10,
  cpu_idle: 55,
  cpu_iowait: 5,
  cpu_steal: null,
  mem_total: 1000,
  mem_used: 400,
  mem_available: 600,
  mem_buffers: 7,
  net_rx_bytes: 1234,
};
const NOON = 12 * 3600;

test('at noon it is what was recorded, at midnight half of it', () => {
  expect(atHour(ROW, NOON)).toEqual(ROW);
  expect(atHour(ROW, 2 * NOON)).toEqual({
    ...ROW,
    cpu_user: 15,
    cpu_system: 5,
    cpu_iowait: 2.5,
    cpu_idle: 77.5,
    mem_used: 200,
    mem_available: 800,
    net_rx_bytes: 617,
  });
});

test('what is not known stays so', () => {
  expect(atHour({ cpu_user: null, cpu_idle: null, mem_total: null, mem_used: 3 }, NOON)).toEqual({
    cpu_user: null,
    cpu_idle: null,
    mem_total: null,
    mem_used: 3,
    mem_available: null,
  });
});
