import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseContainer } from '../procfs/container.ts';
import { openContainers } from './open-containers.ts';

const DOCKER = '942b476921d8001bc53b35e48954a3a280e4a4cdceee8f13dc9396caf72de7f7';
const PODMAN = 'b98291792f12accdd778722581a3c3933763487127bbfec85927a732a76150a9';
const POD = 'c699f0b00fb804992e0981652f9fcb4568faa1374aabf4e6187109eee74a2c9c';
const USER = 'user.slice/user-1000.slice/user@1000.service/user.slice';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pcc-cgroup-'));
  write('sys/fs/cgroup/cgroup.controllers', 'cpu io memory pids\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A group with all controllers on, as the kernel shows it. */
function group(path: string): void {
  const put = (file: string, text: string): void => write(`sys/fs/cgroup/${path}/${file}`, text);
  put(
    'cpu.stat',
    'usage_usec 2923730\nuser_usec 2477237\nsystem_usec 446493\nnr_periods 83\nnr_throttled 52\nthrottled_usec 2326325\n',
  );
  put('cpu.max', '50000 100000\n');
  put(
    'io.stat',
    '8:0 rbytes=4096 wbytes=512 rios=3 wios=2 dbytes=0 dios=0\n8:16 rbytes=1 wbytes=1 rios=1 wios=1\n',
  );
  put('memory.stat', 'anon 110592\nfile 57663488\nkernel 1028096\nslab 939776\n');
  put('memory.current', '58802176\n');
  put('memory.max', '536870912\n');
  put('pids.current', '1\n');
  put('pids.max', 'max\n');
}

const open = (containers: string[] = []) =>
  openContainers({ procRoot: join(root, 'proc'), sysRoot: join(root, 'sys'), containers });
const read = async (containers: string[] = []) => (await open(containers)?.read()) ?? [];

describe('container/*', () => {
  test('is a record in the format of perfcollector2', async () => {
    group(`system.slice/docker-${DOCKER}.scope`);
    write(`var/lib/docker/containers/${DOCKER}/config.v2.json`, '{"Name":"/web"}');
    expect(await read()).toEqual([
      {
        subsystem: 'container/docker/942b476921d8',
        measurement:
          `{"container_id":"${DOCKER}","container_name":"web","cpu_period":100000,"cpu_periods":83,"cpu_quota":50000,` +
          '"cpu_system_usec":446493,"cpu_throttled":52,"cpu_throttled_usec":2326325,"cpu_usage_usec":2923730,' +
          '"cpu_user_usec":2477237,"io_read_bytes":4097,"io_read_ops":4,"io_write_bytes":513,"io_write_ops":3,' +
          '"memory_anon":110592,"memory_current":58802176,"memory_file":57663488,"memory_kernel":1028096,' +
          '"memory_max":536870912,"memory_slab":939776,"pids_current":1,"pids_max":null,"runtime":"docker"}',
      },
    ]);
  });

  test('knows the runtimes, their names, and units as far as patterns want them', async () => {
    group(`${USER}/libpod-${PODMAN}.scope`);
    group(`kubepods.slice/kubepods-pod1.slice/cri-containerd-${POD}.scope`);
    group('system.slice/nginx.service');
    group('system.slice/run-u7.scope');
    write(
      'var/lib/containers/storage/overlay-containers/containers.json',
      JSON.stringify([
        { id: 'x', names: ['y'] },
        { id: PODMAN, names: ['db', 'alias'] },
      ]),
    );
    write(
      `run/containerd/io.containerd.runtime.v2.task/k8s.io/${POD}/config.json`,
      JSON.stringify({
        annotations: {
          'io.kubernetes.cri.container-name': 'app',
          'io.kubernetes.cri.sandbox-name': 'shop-1',
        },
      }),
    );
    const names = async (...patterns: string[]) =>
      (await read(patterns))
        .map(({ subsystem, measurement }) => `${subsystem.split('/')[1]} ${parseContainer(measurement).name}`)
        .sort();
    const all = ['containerd shop-1/app', 'podman db', 'systemd nginx.service', 'systemd run-u7.scope'];
    expect(await names('!systemd/user@*')).toEqual(all);
    expect(await names('!systemd/*.service')).toEqual(all.filter((name) => !name.endsWith('.service')));
    expect(await names('podman/*', `containerd/${POD}`)).toEqual(all.slice(0, 2));
    expect(await names('podman/d?')).toEqual(['podman db']);
  });

  test('says null where a controller is off, and counts no device twice', async () => {
    write(`sys/fs/cgroup/docker/${DOCKER}/cpu.stat`, 'usage_usec 5\nuser_usec 3\nsystem_usec 2\n');
    write(
      `sys/fs/cgroup/docker/${DOCKER}/io.stat`,
      '253:0 rbytes=9 wbytes=9 rios=9 wios=9\n8:0 rbytes=9 rios=1\n',
    );
    mkdirSync(join(root, 'sys/devices/dm-0/dm'), { recursive: true });
    mkdirSync(join(root, 'sys/dev/block'), { recursive: true });
    symlinkSync('../../devices/dm-0', join(root, 'sys/dev/block/253:0'));
    const [record] = await read();
    expect(parseContainer(record?.measurement ?? '')).toMatchObject({
      cpuUsage: 5,
      cpuPeriods: null,
      memoryCurrent: null,
      memoryMax: null,
      ioReadBytes: 9,
      ioReads: 1,
      pids: null,
    });
  });

  test('passes over one that ended, and what is no JSON or no group', async () => {
    group(`docker/${DOCKER}`);
    group(`docker/${PODMAN}`);
    write(`var/lib/docker/containers/${DOCKER}/config.v2.json`, '{"Name":');
    write('sys/fs/cgroup/docker/README', '');
    const collector = open();
    expect(await collector?.read()).toHaveLength(2);
    rmSync(join(root, 'sys/fs/cgroup/docker', PODMAN), { recursive: true });
    const left = (await collector?.read()) ?? [];
    expect(left.map(({ measurement }) => parseContainer(measurement).name)).toEqual(['']);
  });

  test('is not there on a machine with another hierarchy', () => {
    rmSync(join(root, 'sys/fs/cgroup/cgroup.controllers'));
    expect(open()).toBeNull();
  });
});
