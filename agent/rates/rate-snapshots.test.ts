import { describe, expect, test } from 'vitest';
import { metricsOf } from '../contract/metrics.ts';
import { parseContainer } from '../procfs/container.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import type { CpuTimes } from '../procfs/stat.ts';
import { rateSnapshots } from './rate-snapshots.ts';

const GAUGES = ['mem_', 'swap_total', 'swap_used', 'load_', 'procs_'];

const cpu = (ticks: number): CpuTimes => [ticks, 0, 0, ticks, 0, 0, 0, 0];

/** A machine after `seconds`, on which every counter grows by the same amount each second. */
function machine(seconds: number): Snapshot {
  const n = 1000 + seconds * 10;
  return {
    time: 1_767_813_011_120 + seconds * 1000,
    uptime: 500 + seconds,
    stat: {
      cpus: { cpu: cpu(2 * n), cpu0: cpu(n), cpu1: cpu(n) },
      contextSwitches: n,
      bootTime: 1_767_812_511,
      procsRunning: 2,
      procsBlocked: 1,
    },
    meminfo: {
      total: 2048,
      free: 512,
      available: 1024,
      buffers: 1,
      cached: 1,
      slab: 1,
      slabReclaimable: 1,
      swapTotal: 0,
      swapFree: 0,
    },
    diskstats: {
      sda: [n, n, n, n, n, n, n, n],
      sda1: [n, n, n, n, n, n, n, n],
      loop0: [0, 0, 0, 0, 0, 0, 0, 0],
      loop1: [1, 1, 1, 1, 1, 1, 1, 1],
    },
    netdev: { lo: [n, n, n, n, n, n, n, n], eth0: [n, n, n, n, n, n, n, n] },
    vmstat: { pgpgin: n, pgpgout: n, pswpin: n, pswpout: n, pgmajfault: n, oom_kill: n },
    loadavg: [0.5, 0.25, 0.125],
  };
}

const valuesOf = (previous: Snapshot | null, current: Snapshot, kind: string, entity: string) => {
  const sample = rateSnapshots(previous, current, 1).samples.find(
    (s) => s.kind === kind && s.entity === entity,
  );
  if (!sample) throw new Error(`no sample of ${kind} ${entity}`);
  return sample.values;
};

describe('rateSnapshots', () => {
  test('makes a sample of the host and of each device in use, with all ids of its kind', () => {
    const { samples, events } = rateSnapshots(machine(0), machine(1), 1);
    expect(events).toEqual([]);
    expect(samples.map(({ kind, entity }) => `${kind} ${entity}`.trim())).toEqual([
      'host',
      'cpu cpu0',
      'cpu cpu1',
      'disk sda',
      'disk sda1',
      'disk loop1',
      'net lo',
      'net eth0',
    ]);
    for (const { kind, values, time } of samples) {
      expect(Object.keys(values)).toEqual(metricsOf(kind).map((metric) => metric.id));
      expect(time).toBe(machine(1).time);
    }
  });

  test('counts each byte once in the host’s totals', () => {
    expect(valuesOf(machine(0), machine(1), 'host', '')).toMatchObject({
      cpu_user: 50,
      cpu_idle: 50,
      disk_read_bytes: 5120,
      disk_write_ops: 10,
      net_rx_bytes: 10,
      context_switches: 10,
      page_in_bytes: 10_240,
      swap_in_pages: 10,
      mem_used: 1,
      load_1: 0.5,
      procs_blocked: 1,
    });
  });

  test.each([
    ['without a previous snapshot', null, machine(1), []],
    ['after a restart', { ...machine(0), uptime: 9000 }, machine(1), ['restart']],
    ['after a gap', machine(0), machine(100), ['gap']],
  ])('knows only gauges %s', (_name, previous, current, types) => {
    const { samples, events } = rateSnapshots(previous, current, 1);
    expect(events.map((event) => event.type)).toEqual(types);
    for (const { kind, values } of samples) {
      for (const [id, value] of Object.entries(values)) {
        const isGauge = kind === 'host' && GAUGES.some((prefix) => id.startsWith(prefix));
        if (isGauge) expect(value, id).not.toBeNull();
        else expect(value, id).toBeNull();
      }
    }
  });

  test.each([3600, -3600])('a clock set by %i s changes no rate', (step) => {
    const stepped = { ...machine(1), time: machine(1).time + step * 1000 };
    expect(valuesOf(machine(0), stepped, 'host', '')).toEqual(valuesOf(machine(0), machine(1), 'host', ''));
  });

  test('a CPU that appears has no value in its first interval, one that is gone has no sample', () => {
    const [before, after] = [machine(0), machine(1)];
    after.stat!.cpus = { cpu: cpu(2020), cpu0: cpu(1010), cpu7: cpu(5) };
    expect(valuesOf(before, after, 'cpu', 'cpu0').cpu_user).toBe(50);
    expect(Object.values(valuesOf(before, after, 'cpu', 'cpu7')).every((value) => value === null)).toBe(true);
    expect(() => valuesOf(before, after, 'cpu', 'cpu1')).toThrow();
  });

  test('a counter that went backwards is unknown, in the host’s total too, and no other is', () => {
    const after = machine(1);
    after.netdev!.eth0 = [5, 1010, 1010, 1010, 1010, 1010, 1010, 1010];
    expect(valuesOf(machine(0), after, 'net', 'eth0')).toMatchObject({
      net_rx_bytes: null,
      net_tx_bytes: 10,
    });
    expect(valuesOf(machine(0), after, 'host', '')).toMatchObject({ net_rx_bytes: null, net_tx_bytes: 10 });
  });

  test('a disk that is plugged in leaves the total of the others alone', () => {
    const after = machine(1);
    after.diskstats!.sdb = [9, 9, 9, 9, 9, 9, 9, 9];
    expect(valuesOf(machine(0), after, 'disk', 'sdb').disk_read_ops).toBeNull();
    expect(valuesOf(machine(0), after, 'host', '').disk_read_ops).toBe(10);
  });

  test('facts of the previous snapshot say what is physical', () => {
    const fact = { sizeBytes: null, rotational: null };
    const sysfs = {
      block: { sda: { ...fact, physical: false }, loop1: { ...fact, physical: true } },
      net: {},
    };
    expect(valuesOf({ ...machine(0), sysfs }, machine(1), 'host', '').disk_read_ops).toBe(0);
  });

  test('files that are missing are unknown, not 0', () => {
    const { samples } = rateSnapshots({ time: 1000, uptime: 1 }, { time: 2000, uptime: 2 }, 1);
    expect(samples).toHaveLength(1);
    expect(Object.values(samples[0]!.values).every((value) => value === null)).toBe(true);
  });

  test('rates file systems and containers too; after a restart their gauges only', () => {
    const withContainer = (seconds: number): Snapshot => ({
      ...machine(seconds),
      statfs: { '/': { blockSize: 1024, blocksTotal: 4096, blocksFree: 2048, blocksAvailable: 2048 } },
      containers: {
        abc: parseContainer(
          JSON.stringify({
            container_id: 'abc',
            container_name: 'web',
            cpu_usage_usec: seconds * 5e5,
            pids_current: 3,
          }),
        ),
      },
    });
    const [before, after] = [withContainer(0), withContainer(2)];
    expect(valuesOf(before, after, 'filesystem', '/')).toEqual({
      fs_size: 4,
      fs_used: 2,
      fs_available: 2,
      fs_used_percent: 50,
    });
    expect(valuesOf(before, after, 'container', 'web')).toMatchObject({
      container_cpu: 50,
      container_pids: 3,
    });
    expect(valuesOf(after, before, 'container', 'web')).toMatchObject({
      container_cpu: null,
      container_pids: 3,
    });
    expect(valuesOf(after, before, 'filesystem', '/')).toMatchObject({ fs_used: 2 });
  });

  test('is not fooled by an interface with the name of a property', () => {
    const counters = [1, 1, 1, 1, 1, 1, 1, 1] as const;
    const after = {
      ...machine(1),
      netdev: { constructor: counters } as unknown as NonNullable<Snapshot['netdev']>,
    };
    expect(valuesOf(machine(0), after, 'net', 'constructor').net_rx_bytes).toBeNull();
  });
});
