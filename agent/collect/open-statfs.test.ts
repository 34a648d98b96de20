import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openStatfs, type StatfsOptions } from './open-statfs.ts';

const BLOCKS = { bsize: 4096, frsize: 512, blocks: 100, bfree: 60, bavail: 50 };

/** Calls that hang. */
const held = new Map<string, () => void>();
let root: string;
let log: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pcc-statfs-'));
  mkdirSync(join(root, 'proc/1'), { recursive: true });
  log = [];
});
afterEach(async () => {
  for (const release of held.values()) release();
  await nextTurn();
  rmSync(root, { recursive: true });
});

/** A table of mounts under another root: local ones as ext4, those that begin with /nfs as nfs4. */
function mount(...points: string[]): void {
  const lines = points.map((point, n) => {
    const type = point.startsWith('/nfs') ? 'nfs4' : 'ext4';
    return `${n + 20} 1 8:${n} / ${point} rw - ${type} /dev/sd${n} rw\n`;
  });
  writeFileSync(join(root, 'proc/1/mountinfo'), lines.join(''));
}

const open = (more: Partial<StatfsOptions> = {}) =>
  openStatfs({
    procRoot: join(root, 'proc'),
    mounts: [],
    deadlineMs: 20,
    log: createLog('debug', (line) => {
      const { event, mount } = JSON.parse(line);
      log.push(`${event} ${mount}`);
    }),
    ...more,
  });

async function points(collector: ReturnType<typeof open>): Promise<string[]> {
  const [reading] = await collector.read();
  return (reading?.measurement ?? '')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).mount_point);
}

/** Answers at once, but for mounts that hang until they are let go; counts the calls on their way. */
function hangingStatfs() {
  const hanging = new Set<string>();
  let most = 0;
  return {
    hanging,
    mostHeld: () => most,
    release: (point: string) => held.get(point)?.(),
    statfs: async (path: string) => {
      const point = path.slice(root.length);
      if (hanging.has(point)) {
        await new Promise<void>((resolve) => {
          held.set(point, resolve);
          most = Math.max(most, held.size);
        });
        held.delete(point);
      }
      return BLOCKS;
    },
  };
}

describe('statfs[*]', () => {
  test('is a line for each file system, as perfcollector2 writes it', async () => {
    mount('/', '/data');
    const [reading] = await open({ statfs: async () => BLOCKS }).read();
    expect(reading).toEqual({
      subsystem: 'statfs[*]',
      measurement:
        '{"mount_point":"/","block_size":512,"blocks_total":100,"blocks_free":60,"blocks_available":50}\n' +
        '{"mount_point":"/data","block_size":512,"blocks_total":100,"blocks_free":60,"blocks_available":50}\n',
    });
  });

  test('asks the system, beside the given /proc', async () => {
    mkdirSync(join(root, 'data'));
    mount('/data', '/gone');
    const [reading] = await open({ deadlineMs: 5000 }).read();
    const { mount_point, blocks_total } = JSON.parse(reading?.measurement ?? '');
    expect([mount_point, blocks_total]).toEqual(['/data', statfsSync(join(root, 'data')).blocks]);
  });

  test('sees mounts come and go, leaves out what patterns leave out and what has no blocks', async () => {
    const collector = open({
      mounts: ['!/boot*'],
      statfs: async (path) => ({ ...BLOCKS, blocks: path.endsWith('/empty') ? 0 : 1 }),
    });
    mount('/', '/boot', '/boot/efi', '/empty');
    expect(await points(collector)).toEqual(['/']);
    mount('/', '/data');
    expect(await points(collector)).toEqual(['/', '/data']);
    mount();
    expect(await collector.read()).toEqual([]);
  });

  test('a mount that hangs is left out, said once, not asked again, and back when it answers', async () => {
    const system = hangingStatfs();
    system.hanging.add('/nfs1');
    mount('/', '/nfs1', '/nfs2');
    const collector = open({ statfs: system.statfs });
    for (let n = 0; n < 3; n += 1) expect(await points(collector)).toEqual(['/', '/nfs2']);
    expect(log).toEqual(['mount does not answer, left out /nfs1']);
    system.hanging.clear();
    system.release('/nfs1');
    await nextTurn();
    expect(await points(collector)).toEqual(['/', '/nfs1', '/nfs2']);
    expect(log.at(-1)).toBe('mount answers again /nfs1');
  });

  test('however many hang, three calls are on their way at most, and no tick waits for them', async () => {
    const system = hangingStatfs();
    const remote = ['/nfs1', '/nfs2', '/nfs3', '/nfs4'];
    for (const point of [...remote, '/bad']) system.hanging.add(point);
    mount('/', '/bad', '/behind', ...remote);
    const collector = open({ statfs: system.statfs });
    for (let n = 0; n < 5; n += 1) await collector.read();
    expect(system.mostHeld()).toBe(3);
    expect(log.toSorted()).toEqual([
      'mount does not answer, left out /bad',
      'mount does not answer, left out /nfs1',
      'mount does not answer, left out /nfs2',
      'mount not asked while others do not answer /',
      'mount not asked while others do not answer /behind',
      'mount not asked while others do not answer /nfs3',
      'mount not asked while others do not answer /nfs4',
    ]);
  });

  test('two local ones that hang hide no other', async () => {
    const system = hangingStatfs();
    for (const point of ['/bad', '/worse']) system.hanging.add(point);
    mount('/bad', '/worse', '/', '/data');
    const collector = open({ statfs: system.statfs });
    for (let n = 0; n < 3; n += 1) expect(await points(collector)).toEqual(['/', '/data']);
    expect(log).toHaveLength(2);
  });
});
