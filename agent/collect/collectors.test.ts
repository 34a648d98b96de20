import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { parseHost } from '../procfs/host.ts';
import { parseSysfs } from '../procfs/sysfs.ts';
import { type CollectorSources, collectors } from './collectors.ts';
import { createSampler } from './create-sampler.ts';

const FILES: Readonly<Record<string, string>> = {
  'proc/uptime': '100.00 50.00\n',
  'proc/stat': 'cpu  1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\nintr 1 2 3\nctxt 5\n',
  'proc/meminfo': 'MemTotal: 2048 kB\nMemFree: 1024 kB\n',
  'proc/1/mountinfo': '',
  'proc/diskstats': '',
  'proc/net/dev': 'Inter-|\n face |\n',
  'proc/vmstat': `pgpgin 1\n${'nr_other 1\n'.repeat(5000)}pgmajfault 2\n`,
  'proc/loadavg': '0.1 0.2 0.3 1/1 1\n',
  'proc/cpuinfo': 'processor : 0\nmodel name\t: Test CPU\nflags : fpu hypervisor\n',
  'proc/sys/kernel/hostname': 'server01\n',
  'proc/sys/kernel/osrelease': '6.1.0\n',
  'etc/os-release': 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  'etc/timezone': 'Europe/Berlin\n',
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

const openSampler = () => openSamplerWith({});

function openSamplerWith(patterns: Partial<CollectorSources>) {
  const toList = createLog('debug', (line) => log.push(JSON.parse(line)));
  const [procRoot, sysRoot] = [join(root, 'proc'), join(root, 'sys')];
  const all = { devices: [], interfaces: [], mounts: [], containers: [] };
  return createSampler(
    collectors({ procRoot, sysRoot, frequency: 1000, ...all, ...patterns }, toList),
    toList,
  );
}

describe('collectors', () => {
  test('read each file whole, facts at the start only, and all with one time', async () => {
    const sampler = openSampler();
    const [first, second] = [await sampler.sample(), await sampler.sample()];
    sampler.close();
    const perTick = ['uptime', 'stat', 'meminfo', 'diskstats', 'net/dev', 'vmstat', 'loadavg'].map(
      (n) => `/proc/${n}`,
    );
    expect(first.map((record) => record.subsystem)).toEqual([
      ...perTick,
      'sysfs[*]',
      '/proc/cpuinfo',
      'host[*]',
    ]);
    expect(second.map((record) => record.subsystem)).toEqual(perTick);
    expect(new Set(first.map(({ timestamp, ms }) => `${timestamp} ${ms}`)).size).toBe(1);
    const text = (subsystem: string) => first.find((record) => record.subsystem === subsystem)?.measurement;
    expect(text('/proc/vmstat')).toBe('pgpgin 1\npgmajfault 2\n');
    expect(text('/proc/stat')).toBe('cpu  1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\nctxt 5\n');
  });

  test('record pressure where the kernel has it', async () => {
    const text = 'some avg10=0.00 avg60=0.00 avg300=0.00 total=5\n';
    mkdirSync(join(root, 'proc/pressure'));
    for (const name of ['cpu', 'io']) writeFileSync(join(root, 'proc/pressure', name), text);
    const sampler = openSampler();
    const records = (await sampler.sample()).filter(({ subsystem }) => subsystem.includes('pressure'));
    sampler.close();
    expect(records.map(({ subsystem, measurement }) => [subsystem, measurement])).toEqual([
      ['/proc/pressure/cpu', 'some total=5\n'],
      ['/proc/pressure/io', 'some total=5\n'],
    ]);
  });

  test('leave out devices and interfaces that patterns do not keep', async () => {
    const header = 'Inter-| Receive\n face |bytes packets\n';
    writeFileSync(join(root, 'proc/diskstats'), '   8  0 sda 1 2\n   7  0 loop0 1 2\n   8 16 sdb 1 2\n');
    writeFileSync(join(root, 'proc/net/dev'), `${header}    lo: 1 2\n  eth0: 1 2\neth0.5: 3 4\n`);
    const sampler = openSamplerWith({ devices: ['sd*', '!sdb'], interfaces: ['!lo', '!*.*'] });
    const records = await sampler.sample();
    sampler.close();
    const text = (subsystem: string) => records.find((r) => r.subsystem === subsystem)?.measurement;
    expect(text('/proc/diskstats')).toBe(' 8 0 sda 1 2\n');
    expect(text('/proc/net/dev')).toBe(`${header} eth0: 1 2\n`);
  });

  test('leave a file out that has nothing anybody reads', async () => {
    writeFileSync(join(root, 'proc/vmstat'), 'nr_free_pages 1\n');
    const sampler = openSampler();
    const names = (await sampler.sample()).map((record) => record.subsystem);
    sampler.close();
    expect(names).not.toContain('/proc/vmstat');
    expect(names).toContain('/proc/diskstats');
    expect(log).toEqual([]);
  });

  test('read the hourly facts again when asked to', async () => {
    const sampler = openSampler();
    await sampler.sample();
    sampler.recordFacts();
    expect((await sampler.sample()).at(-1)?.subsystem).toBe('host[*]');
    sampler.close();
  });

  test('ask file systems at the start, and not at each tick', async () => {
    writeFileSync(join(root, 'proc/1/mountinfo'), '22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n');
    const sampler = openSampler();
    const names = async () => (await sampler.sample()).map(({ subsystem }) => subsystem);
    expect(await names()).toContain('statfs[*]');
    expect(await names()).not.toContain('statfs[*]');
    sampler.recordFacts();
    expect(await names()).toContain('statfs[*]');
    sampler.close();
  });

  test('read anew at each tick', async () => {
    const sampler = openSampler();
    await sampler.sample();
    writeFileSync(join(root, 'proc/loadavg'), '9.9 9.8 9.7 1/1 1\n');
    expect((await sampler.sample()).at(-1)?.measurement).toBe('9.9 9.8 9.7\n');
    sampler.close();
  });

  test('describe host and devices in the parsers’ words', async () => {
    const sampler = openSampler();
    const [sysfs, , host] = (await sampler.sample()).slice(-3);
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
      timeZone: 'Europe/Berlin',
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

  test('one that fails is left out, said once, and said to be well again', async () => {
    rmSync(join(root, 'proc/loadavg'));
    const sampler = openSampler();
    for (let n = 0; n < 3; n += 1) {
      expect((await sampler.sample()).map((record) => record.subsystem)).not.toContain('/proc/loadavg');
    }
    writeFileSync(join(root, 'proc/loadavg'), '1 1 1 1/1 1\n');
    expect(await sampler.sample()).toHaveLength(7);
    sampler.close();
    expect(log.map(({ event, subsystem }) => `${event} ${subsystem}`)).toEqual([
      'collector failed /proc/loadavg',
      'collector recovered /proc/loadavg',
    ]);
  });
});
