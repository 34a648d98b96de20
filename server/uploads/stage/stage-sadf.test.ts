import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusal, stageContent } from './testing/stage-content.ts';

/** `sadf -d` of sysstat 12.6 on a machine with two CPUs and one disk: four samples, one second apart. */
const recorded = readFileSync(join(import.meta.dirname, 'testing/sadf-recorded.txt'), 'utf8');
const first = Date.UTC(2026, 10, 22, 0, 23, 11);

const head = (columns: string) => `# hostname;interval;timestamp;${columns}`;
const cpu = `${head('CPU;%user;%nice;%system;%iowait;%steal;%idle')}
web;5;2026-01-07 18:00:05 UTC;-1;10.00;0.00;5.00;1.00;0.00;84.00`;

describe('sadf -d', () => {
  test('all reports of a recording become samples of one moment each', async () => {
    const staged = await stageContent(recorded);
    expect(staged).toMatchObject({
      format: 'sadf',
      rows: 4,
      machines: ['vm'],
      dataRange: { start: first, end: first + 3000 },
    });
    expect(staged.kinds.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['host', 4],
      ['cpu', 8],
      ['disk', 4],
      ['net', 16],
    ]);
    expect(staged.tables.host?.[0]).toMatchObject({
      time: first,
      cpu_user: 68.5,
      cpu_used: 99.5,
      mem_free: 16_981_952 / 1024,
      mem_available: 20_019_580 / 1024,
      disk_read_bytes: 4 * 1024,
      disk_write_bytes: 124 * 1024,
      load_1: 7.5,
    });
    // 24,681,465 kB there; from percentages with two decimals.
    for (const { mem_total, mem_used, mem_available } of staged.tables.host ?? []) {
      expect(Number(mem_total)).toBeCloseTo(24_103, -2);
      expect(Number(mem_used)).toBeCloseTo(Number(mem_total) - Number(mem_available), 9);
    }
    expect(staged.tables.disk?.[0]).toMatchObject({ entity: 'vda', disk_busy: 0.4, disk_wait: 0.11 });
    expect(new Set(staged.tables.net?.map(({ entity }) => entity))).toEqual(
      new Set(['lo', 'ifb0', 'ifb1', 'eth0']),
    );
    expect(staged.tables.net?.find(({ entity }) => entity === 'lo')).toMatchObject({
      net_rx_packets: 20_355,
      net_rx_errors: 0,
    });
    expect(staged.warnings).toEqual([]);
  });

  test('the form field goes before the host name', async () => {
    const staged = await stageContent(recorded, { machine: 'mine' });
    expect(staged.machines).toEqual(['mine']);
    expect(new Set(staged.tables.cpu?.map(({ machine }) => machine))).toEqual(new Set(['mine']));
  });

  test('several hosts are told apart, and not taken for one', async () => {
    const two = `${cpu}\n${cpu.replace('web', 'db')}`;
    expect((await stageContent(two)).machines).toEqual(['db', 'web']);
    expect((await refusal(two, { machine: 'mine' })).code).toBe('INVALID_INPUT');
  });

  test('headers again and again, restarts, comments, CR LF, epoch and local times', async () => {
    const rows = [
      cpu,
      'web;-1;2026-01-07 18:01:00 UTC;LINUX-RESTART\t(2 CPU)',
      'web;-1;2026-01-07 18:01:01 UTC;COM changed the disk',
      '',
      cpu.replace('2026-01-07 18:00:05 UTC', '1767808810'),
      'web;5;2026-01-07 18:00:15;all;10.00;0.00;5.00;1.00;0.00;84.00',
    ];
    const staged = await stageContent(rows.join('\r\n'));
    expect(staged.tables.host?.map(({ time }) => time)).toEqual([
      1_767_808_805_000, 1_767_808_810_000, 1_767_808_815_000,
    ]);
    expect(staged.events).toEqual([{ machine: 'web', at: 1_767_808_860_000, type: 'restart' }]);
  });

  test('guest time is inside user, as in /proc/stat; disks of older versions are in sectors', async () => {
    const all = `${head('CPU;%usr;%nice;%sys;%iowait;%steal;%irq;%soft;%guest;%gnice;%idle')}
web;5;1767808810;-1;10.00;1.00;5.00;1.00;0.00;0.50;0.50;7.00;2.00;73.00
${head('DEV;tps;rd_sec/s;wr_sec/s;avgrq-sz;avgqu-sz;await;svctm;%util')}
web;5;1767808810;sda;3.00;2.00;4.00;8.00;0.10;1.00;1.00;101.00
web;5;1767808810;dm-0;3.00;2.00;4.00;8.00;0.10;1.00;1.00;1.00`;
    const staged = await stageContent(all);
    expect(staged.tables.host).toMatchObject([
      { cpu_user: 17, cpu_nice: 3, cpu_softirq: 0.5, disk_read_bytes: 1024, disk_write_bytes: 2048 },
    ]);
    expect(staged.tables.disk?.find(({ entity }) => entity === 'sda')).toMatchObject({
      disk_busy: 100,
      disk_queue: 0.1,
    });
  });

  test('reports without a metric of ours are named', async () => {
    const staged = await stageContent(`${cpu}\n${head('TTY;rcvin/s')}\nweb;5;1767808810;0;0.00`);
    expect(staged.warnings).toContainEqual(expect.stringMatching(/left out: tty\./));
    expect((await refusal(`${head('TTY;rcvin/s')}\nweb;5;1767808810;0;0.00`)).code).toBe(
      'INVALID_CSV_FORMAT',
    );
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['a row cut off', `${cpu}\nweb;5;2026-01-07 18:0`, { line: 3, reason: 'missing_cells' }],
    [
      'a share out of range',
      cpu.replace('84.00', '184.00'),
      { line: 2, column: '%idle', reason: 'above_range' },
    ],
    ['an unknown zone', cpu.replace('UTC', 'CET'), { line: 2, column: 'timestamp', reason: 'not_a_time' }],
    [
      'a host name with a slash',
      cpu.replace('web', 'a/b'),
      { line: 2, column: 'hostname', reason: 'invalid_machine_id' },
    ],
    ['no number', cpu.replace('10.00', '10,00'), { line: 2, column: '%user', reason: 'not_a_number' }],
  ])('%s is a fault in its line', async (_, content, fault) => {
    const error = await refusal(content);
    expect(error.code).toBe('INVALID_ROWS');
    expect(error.details).toMatchObject({ rows: [fault] });
  });

  test('rows that are not of sadf', async () => {
    const bytes = Buffer.from(cpu.replace('web', 'w\u00e9b'), 'latin1');
    expect((await refusal(bytes)).code).toBe('UNSUPPORTED_ENCODING');
    expect((await refusal(head('CPU;%user'))).code).toBe('INVALID_CSV_FORMAT');
  });
});
