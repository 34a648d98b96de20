import { expect, test } from 'vitest';
import { METRICS } from '../../agent/contract/metrics.ts';
import { truthRows } from './truth-rows.ts';

const found = (rows: ReturnType<typeof truthRows>) =>
  rows.map(({ kind, entity, id, value }) => [`${kind} ${entity}`.trim(), id, value]);

test('names CPUs, disks and interfaces as we do, in our units', () => {
  expect(found(truthRows('mpstat', { CPU: 'all', '%usr': '12.5' }))).toEqual([['host', 'cpu_user', 12.5]]);
  expect(found(truthRows('mpstat', { CPU: '3', '%idle': '50.00' }))).toEqual([['cpu cpu3', 'cpu_idle', 50]]);
  expect(found(truthRows('sar', { IFACE: 'lo', 'rxkB/s': '2.00' }))).toEqual([
    ['net lo', 'net_rx_bytes', 2048],
  ]);
  expect(found(truthRows('sar', { kbmemfree: '2048' }))).toEqual([['host', 'mem_free', 2]]);
});

test('makes one wait of those of reads and writes', () => {
  const row = { Device: 'sda', 'r/s': '1', 'w/s': '3', r_await: '4', w_await: '8' };
  expect(truthRows('iostat', row).find(({ id }) => id === 'disk_wait')?.value).toBe(7);
  const idle = { Device: 'sda', 'r/s': '0', 'w/s': '0', r_await: '0', w_await: '0' };
  expect(truthRows('iostat', idle).some(({ id }) => id === 'disk_wait')).toBe(false);
});

test('knows only metrics of the catalogue', () => {
  const columns =
    '%usr %nice %sys %iowait %irq %soft %steal %idle r/s w/s rkB/s wkB/s %util aqu-sz r_await w_await rxpck/s txpck/s ' +
    'rxkB/s txkB/s cswch/s pgpgin/s pgpgout/s majflt/s pswpin/s pswpout/s kbmemfree kbavail kbbuffers kbswpused ' +
    'ldavg-1 ldavg-5 ldavg-15';
  const values = Object.fromEntries(columns.split(' ').map((column) => [column, '1']));
  const all = [{ CPU: '0' }, { Device: 'sda' }, { IFACE: 'lo' }, {}].flatMap((name) =>
    truthRows('sar', { ...values, ...name }),
  );
  expect(all).toHaveLength(8 + 7 + 4 + 13);
  for (const { kind, id } of all)
    expect(
      METRICS.some((m) => m.kind === kind && m.id === id),
      id,
    ).toBe(true);
});
