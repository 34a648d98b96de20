import { expect, test } from 'vitest';
import { csvHeader, csvLine } from './csv-lines.ts';

const NOON = 86_400 * 20_000 + 43_200;
const ROWS = [
  { cpu_user: 12.3456, net_rx_bytes: 999.7 },
  { cpu_user: null, net_rx_bytes: 3 },
];
const PLAN = { machine: 'bench', columns: ['net_rx_bytes', 'cpu_user'], start: NOON, step: 86_400, count: 3 };

test('repeats the rows, each at its own time', () => {
  expect(csvHeader(PLAN)).toBe('timestamp,machine_id,net_rx_bytes,cpu_user');
  expect([0, 1, 2].map((index) => csvLine(ROWS, PLAN, index))).toEqual([
    `${NOON},bench,1000,12.35`,
    `${NOON + 86_400},bench,3,`,
    `${NOON + 2 * 86_400},bench,1000,12.35`,
  ]);
});
