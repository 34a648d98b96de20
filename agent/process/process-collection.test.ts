import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOST_COLUMNS } from '../contract/metrics.ts';
import { type ProcessOptions, processCollection } from './process-collection.ts';

let folder: string;
let faults: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcprocess-'));
  faults = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const START = 1_767_813_000;

/** A tick of a machine whose counters have grown for `tick` intervals of 5 s. */
function tickLines(tick: number, fields: { ms?: number } = {}): string[] {
  const record = (subsystem: string, measurement: string): string =>
    JSON.stringify({ timestamp: START + tick * 5, ...fields, subsystem, measurement });
  return [
    record(
      '/proc/stat',
      `cpu ${tick * 100} 0 0 ${tick * 400} 0 0 0 0\ncpu0 ${tick * 100} 0 0 ${tick * 400} 0 0 0 0\n`,
    ),
    record(
      '/proc/meminfo',
      'MemTotal: 1024000 kB\nMemFree: 512000 kB\nMemAvailable: 614400 kB\nBuffers: 2048 kB\n',
    ),
    record(
      '/proc/diskstats',
      `8 0 sda ${tick * 10} 0 ${tick * 80} 0 0 0 0 0 0 0 0 ${tick * 5} 0 ${tick * 40} 0\n`,
    ),
    record(
      '/proc/net/dev',
      `Inter-|\n face |\n eth0: ${tick * 5120} ${tick * 5} 0 0 0 0 0 ${tick * 10} 0 0 0 0 0 0 0 0\n`,
    ),
    record(
      'statfs[*]',
      '{"mount_point":"/a,b","block_size":1,"blocks_total":200,"blocks_free":90,"blocks_available":50}\n',
    ),
    record('/proc/interrupts', 'never read'),
    ...(tick === 0 ? [record('host[*]', '{"hostname":"server01"}')] : []),
  ];
}

const ticks = (count: number): string[] => Array.from({ length: count }, (_, tick) => tickLines(tick)).flat();

const run = (content: string | Buffer, more: Partial<ProcessOptions> = {}) => {
  const collection = join(folder, 'collection.json');
  writeFileSync(collection, content);
  return processCollection({
    collections: [collection],
    outdir: join(folder, 'out'),
    machineId: null,
    containerNames: null,
    force: false,
    strict: false,
    writtenBy: 'pcprocess test',
    signal: new AbortController().signal,
    onFault: (text) => faults.push(text.slice(folder.length + 1)),
    onProgress: () => undefined,
    ...more,
  });
};

const read = (name: string): string[] =>
  readFileSync(join(folder, 'out', name), 'utf8')
    .trim()
    .split('\n');
const files = (): string[] => readdirSync(join(folder, 'out'), { recursive: true }).map(String).sort();

describe('processCollection', () => {
  test('writes a row per interval into each file', async () => {
    const counts = await run(`${ticks(3).join('\n')}\n`);
    expect(faults).toEqual([]);
    expect(counts).toEqual({ lines: 19, damaged: 0, snapshots: 3 });
    const at = START + 5;
    expect(read('proc/stat').slice(0, 3)).toEqual([
      '#timestamp,CPU,%usr,%nice,%system,%iowait,%steal,%idle',
      `${at},-1,20,0,0,0,0,80`,
      `${at},0,20,0,0,0,0,80`,
    ]);
    expect(read('proc/stat')).toHaveLength(5);
    expect(read('proc/meminfo')[1]).toBe(`${at},512000,614400,509952,49.8,2048,,,,,,`);
    expect(read('proc/diskstats')[1]).toBe(`${at},sda,3,2,0,1,16,0,8`);
    expect(read('proc/net/dev')[1]).toBe(`${at},eth0,1,0,1,0,0,0,2,0`);
    expect(read('statfs_ALL')).toEqual([
      '#timestamp,mount,blocksize,blockstotal,blocksavail,use',
      `${at},"/a,b",1,200,50,75`,
      `${at + 5},"/a,b",1,200,50,75`,
    ]);
    const [header, row] = read('host.csv');
    expect(header).toBe(['timestamp', 'machine_id', ...HOST_COLUMNS].join(','));
    expect(row).toMatch(new RegExp(`^${at},server01,20,0,80,0,1000,400,600,2,,8192,0,2,0,1024,0,1,0,`));
    expect(read('containers.csv')).toHaveLength(1);
    expect(JSON.parse(read('system_info.json').join('\n'))).toMatchObject({
      written_by: 'pcprocess test',
      hostname: 'server01',
      cpu_count: 1,
      snapshots: 3,
      damaged_lines: 0,
      first_time: '2026-01-07T19:10:00.000Z',
    });
  });

  test('leaves nothing under a temporary name', async () => {
    await run(ticks(2).join('\n'));
    expect(files()).toEqual([
      '.pcprocess',
      'containers.csv',
      'host.csv',
      'proc',
      'proc/diskstats',
      'proc/meminfo',
      'proc/net',
      'proc/net/dev',
      'proc/stat',
      'statfs_ALL',
      'system_info.json',
    ]);
  });

  test('keeps milliseconds, and breaks the line at a gap and at a restart', async () => {
    const lines = [
      ...tickLines(0, { ms: 250 }),
      ...tickLines(1, { ms: 250 }),
      ...tickLines(100),
      ...tickLines(101),
    ];
    await run(lines.join('\n'));
    expect(read('proc/diskstats').map((row) => row.split(',')[0])).toEqual([
      '#timestamp',
      `${START + 5}.25`,
      `${START + 505}`,
    ]);
    expect(JSON.parse(read('system_info.json').join('\n')).event_counts).toEqual({
      restart: 0,
      gap: 1,
      clock_step: 0,
    });
  });

  test('passes over damaged lines and names them', async () => {
    const lines = ticks(3);
    lines[1] = 'not json';
    lines[9] = '{"timestamp":"x","subsystem":"/proc/diskstats","measurement":""}';
    lines[10] = JSON.stringify({ timestamp: START + 5, subsystem: '/proc/net/dev', measurement: 'garbage' });
    const counts = await run(`${lines.join('\n')}\n{"timestamp":17678`);
    expect(counts).toEqual({ lines: 20, damaged: 4, snapshots: 3 });
    expect(faults).toEqual([
      'collection.json line 2: not JSON, or cut off',
      'collection.json line 10: timestamp must be Unix seconds from 0 to 4102444800',
      'collection.json line 11: /proc/net/dev line 1: the header "Inter-|" is missing',
      'collection.json line 20: not JSON, or cut off',
    ]);
    // What is whole is written: CPU of both intervals, disks of none, because the middle reading is lost.
    expect(read('proc/stat')).toHaveLength(5);
    expect(read('proc/diskstats')).toHaveLength(1);
  });

  test('--strict stops at the first and leaves no file', async () => {
    await expect(run('not json\n', { strict: true })).rejects.toThrow('line 1: not JSON, or cut off');
    expect(files()).toEqual(['.pcprocess', 'proc', 'proc/net']);
  });

  test('reads gzip, in several members, and what is left of a file that was cut off', async () => {
    const packed = Buffer.concat([gzipSync(`${ticks(2).join('\n')}\n`), gzipSync(tickLines(2).join('\n'))]);
    expect(await run(packed)).toEqual({ lines: 19, damaged: 0, snapshots: 3 });
    expect(await run(gzipSync(ticks(3).join('\n')).subarray(0, -20))).toMatchObject({ snapshots: 3 });
    expect(faults).toEqual([
      'collection.json line 17: the gzip file is damaged or cut off here (unexpected end of file)',
      'collection.json line 17: not JSON, or cut off',
    ]);
  });

  test('takes several files for one collection', async () => {
    const older = join(folder, 'collection.1.json');
    writeFileSync(older, tickLines(0).join('\n'));
    const newer = join(folder, 'collection.json');
    const counts = await run(tickLines(1).join('\n'), { collections: [older, newer] });
    expect(counts.snapshots).toBe(2);
    expect(read('proc/stat')).toHaveLength(3);
  });

  test('replaces its own output, and no other folder without force', async () => {
    await run(ticks(3).join('\n'));
    await run(ticks(2).join('\n'));
    expect(read('proc/meminfo')).toHaveLength(2);

    const outdir = join(folder, 'mine');
    await run(ticks(2).join('\n'), { outdir });
    rmSync(join(outdir, '.pcprocess'));
    await expect(run(ticks(2).join('\n'), { outdir })).rejects.toThrow(
      'is not empty and was not made by pcprocess: choose another folder, or --force',
    );
    await run(ticks(3).join('\n'), { outdir, force: true });
  });

  test.each([
    ['an empty file', ''],
    ['a file of other JSON', '{"a":1}\n'],
    ['binary', Buffer.alloc(100_000)],
  ])('ends with an error on %s and keeps earlier output', async (_name, content) => {
    await run(ticks(2).join('\n'));
    const before = read('host.csv');
    await expect(run(content)).rejects.toThrow('no snapshot in');
    expect(read('host.csv')).toEqual(before);
    expect(files().filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('names what cannot be read', async () => {
    await expect(run('', { collections: [join(folder, 'nowhere')] })).rejects.toThrow('ENOENT');
    await expect(run('', { collections: [folder] })).rejects.toThrow('is a folder, not a collection file');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('takes container names from the file beside, and refuses one that is none', async () => {
    const measurement = (usage: number) =>
      JSON.stringify({ container_id: 'abc', container_name: '', runtime: 'docker', cpu_usage_usec: usage });
    const line = (tick: number) =>
      JSON.stringify({
        timestamp: START + tick * 5,
        subsystem: 'container/docker/abc',
        measurement: measurement(tick * 2.5e6),
      });
    writeFileSync(join(folder, 'container_names.json'), '{"abc":"web"}');
    await run(`${line(0)}\n${line(1)}\n`);
    expect(read('containers.csv').slice(1)).toEqual([
      `${START},abc,web,docker,,,,,,,,,,,`,
      `${START + 5},abc,web,docker,50.00,,,,,,,,,,`,
    ]);
    writeFileSync(join(folder, 'container_names.json'), '[]');
    await expect(run(`${line(0)}\n`)).rejects.toThrow('must be a JSON object of container id and name');
  });
});
