import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { parseHost } from '../procfs/host.ts';
import { parseSysfs } from '../procfs/sysfs.ts';
import { collectors } from './collectors.ts';
import { createSampler } from './create-sampler.ts';
import { openCollection } from './open-collection.ts';

const FILES: Readonly<Record<string, string>> = {
  'proc/uptime': '100.00 50.00\n',
  'proc/stat': 'cpu  1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\nintr 1 2 3\nctxt 5\n',
  'proc/meminfo': 'MemTotal: 2048 kB\nMemFree: 1024 kB\n',
  'proc/diskstats': '',
  'proc/net/dev': 'Inter-|\n face |\n',
  'proc/vmstat': `pgpgin 1\n${'nr_other 1\n'.repeat(5000)}pgmajfault 2\n`,
  'proc/loadavg': '0.1 0.2 0.3 1/1 1\n',
  'proc/cpuinfo': 'processor : 0\nmodel name\t: Test CPU\nflags : fpu hypervisor\n',
  'proc/sys/kernel/hostname': 'server01\n',
  'proc/sys/kernel/osrelease': '6.1.0\n',
  'etc/os-release': 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  'sys/class/dmi/id/sys_vendor': 'QEMU\n',
  'sys/block/vda/size': '2048\n',
  'sys/block/vda/queue/rotational': '0\n',
  'sys/block/vda/device/vendor': '0x1af4\n',
  'sys/block/cciss!c0d0/size': '8\n',
  'sys/class/net/eth0/speed': '10000\n',
  'sys/class/net/eth0/device/vendor': '0x1af4\n',
  'sys/class/net/wlan0/speed': '-1\n',
};

let root: string;
let log: Record<string, unknown>[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pcc-'));
  log = [];
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'sys/class/net/bond0'));
  symlinkSync('../bond0', join(root, 'sys/class/net/eth0/master'));
});
afterEach(() => rmSync(root, { recursive: true }));

const openSampler = () =>
  createSampler(
    collectors({ procRoot: join(root, 'proc'), sysRoot: join(root, 'sys'), frequency: 1000 }),
    createLog('debug', (line) => log.push(JSON.parse(line))),
  );

describe('collectors', () => {
  test('read each file whole, facts at the start only, and all with one time', () => {
    const sampler = openSampler();
    const [first, second] = [sampler.sample(), sampler.sample()];
    sampler.close();
    const perTick = ['uptime', 'stat', 'meminfo', 'diskstats', 'net/dev', 'vmstat', 'loadavg'].map(
      (n) => `/proc/${n}`,
    );
    expect(first.map((record) => record.subsystem)).toEqual([...perTick, 'sysfs[*]', 'host[*]']);
    expect(second.map((record) => record.subsystem)).toEqual(perTick);
    expect(new Set(first.map(({ timestamp, ms }) => `${timestamp} ${ms}`)).size).toBe(1);
    const text = (subsystem: string) => first.find((record) => record.subsystem === subsystem)?.measurement;
    expect(text('/proc/vmstat')).toBe(FILES['proc/vmstat']);
    expect(text('/proc/stat')).toBe('cpu  1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\nctxt 5\n');
  });

  test('read anew at each tick', () => {
    const sampler = openSampler();
    sampler.sample();
    writeFileSync(join(root, 'proc/loadavg'), '9.9 9.8 9.7 1/1 1\n');
    expect(sampler.sample().at(-1)?.measurement).toBe('9.9 9.8 9.7 1/1 1\n');
    sampler.close();
  });

  test('describe host and devices in the parsers’ words', () => {
    const sampler = openSampler();
    const [sysfs, host] = sampler.sample().slice(-2);
    sampler.close();
    expect(parseHost(host?.measurement ?? '')).toEqual({
      hostname: 'server01',
      osRelease: 'Debian GNU/Linux 12 (bookworm)',
      kernel: '6.1.0',
      userHz: 100,
      virtualization: 'kvm',
      cpuModel: 'Test CPU',
      cpuCount: 1,
      memoryTotalMb: 2,
      intervalSeconds: 1,
    });
    expect(parseSysfs(sysfs?.measurement ?? '')).toEqual({
      block: {
        'cciss/c0d0': { physical: false, sizeBytes: 4096, rotational: null },
        vda: { physical: true, sizeBytes: 1_048_576, rotational: false },
      },
      net: {
        bond0: { physical: false, speedMbps: null, master: null },
        eth0: { physical: true, speedMbps: 10_000, master: 'bond0' },
        wlan0: { physical: false, speedMbps: null, master: null },
      },
    });
  });

  test('one that fails is left out, said once, and said to be well again', () => {
    rmSync(join(root, 'proc/loadavg'));
    const sampler = openSampler();
    for (let n = 0; n < 3; n += 1) {
      expect(sampler.sample().map((record) => record.subsystem)).not.toContain('/proc/loadavg');
    }
    writeFileSync(join(root, 'proc/loadavg'), '1 1 1 1/1 1\n');
    expect(sampler.sample()).toHaveLength(7);
    sampler.close();
    expect(log.map(({ event, subsystem }) => `${event} ${subsystem}`)).toEqual([
      'collector failed /proc/loadavg',
      'collector recovered /proc/loadavg',
    ]);
  });
});

describe('openCollection', () => {
  test('appends lines, behind a line that a crash cut short too', () => {
    const path = join(root, 'collection.json');
    writeFileSync(path, '{"timestamp":1,"subs');
    const record = { timestamp: 2, ms: 5, subsystem: '/proc/loadavg', measurement: '1 2 3\n' };
    const collection = openCollection(path);
    collection.append([record, record]);
    collection.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines).toEqual(['{"timestamp":1,"subs', JSON.stringify(record), JSON.stringify(record), '']);
  });
});
