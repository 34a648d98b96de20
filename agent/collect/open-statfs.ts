import { readFileSync } from 'node:fs';
import { statfs as systemStatfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../log.ts';
import type { Collector } from './collector.ts';
import { keepName } from './keep-name.ts';
import { type Mount, parseMounts } from './parse-mounts.ts';

/** What statfs(2) answers, as Node gives it; `frsize`, the unit of the blocks, only from Node 24.9 on. */
interface Blocks {
  bsize: number;
  frsize?: number;
  blocks: number;
  bfree: number;
  bavail: number;
}

export interface StatfsOptions {
  procRoot: string;
  /** Mount points to record, see keepName. */
  mounts: readonly string[];
  /** How long a tick may wait, in milliseconds. */
  deadlineMs: number;
  log: Log;
  statfs?: (path: string) => Promise<Blocks>;
}

/**
 * Calls that may wait in the kernel at the same time. Each holds one of the four threads that Node has for files, name
 * look-ups and compression: however many mounts hang, one thread stays free.
 */
const LOCAL_CALLS = 1;
const REMOTE_CALLS = 2;

/**
 * The record `statfs[*]`: a JSON line for each real file system. A mount that does not answer within the deadline is
 * left out, said once, and not asked again until its answer came.
 */
export function openStatfs({
  procRoot,
  mounts,
  deadlineMs,
  log,
  statfs = systemStatfs,
}: StatfsOptions): Collector {
  const isOwnProc = procRoot === '/proc';
  // Under another root it is the host's first process that sees the host's mounts, and they lie beside its /proc.
  const table = join(procRoot, isOwnProc ? 'self/mountinfo' : '1/mountinfo');
  const root = isOwnProc ? '/' : dirname(procRoot);
  const keep = keepName(mounts);
  const waiting = new Map<string, Mount>();
  const silent = new Set<string>();
  let text = '';
  let list: Mount[] = [];

  const ask = async (mount: Mount): Promise<string> => {
    const { mountPoint } = mount;
    waiting.set(mountPoint, mount);
    try {
      const blocks = await statfs(join(root, mountPoint));
      if (silent.delete(mountPoint)) log.info('mount answers again', { mount: mountPoint });
      return blocks.blocks > 0 ? toLine(mountPoint, blocks) : '';
    } catch {
      // Unmounted meanwhile, or not for our eyes.
      return '';
    } finally {
      waiting.delete(mountPoint);
    }
  };

  /** One mount after the other, as long as fewer calls of this sort wait than may. */
  const askAll = async (queue: Mount[], answers: Map<string, string>): Promise<void> => {
    for (let mount = queue.shift(); mount; mount = queue.shift()) {
      if (!waiting.has(mount.mountPoint)) answers.set(mount.mountPoint, await ask(mount));
    }
  };
  const startLanes = (queue: Mount[], most: number, answers: Map<string, string>): Promise<void>[] => {
    const held = [...waiting.values()].filter(({ isRemote }) => isRemote === queue[0]?.isRemote).length;
    const lanes = Math.min(most - held, queue.length);
    return Array.from({ length: Math.max(0, lanes) }, () => askAll(queue, answers));
  };

  return {
    name: 'statfs[*]',
    every: 'tick',
    async read() {
      const now = readFileSync(table, 'utf8');
      if (now !== text) {
        text = now;
        list = parseMounts(now).filter(({ mountPoint }) => keep(mountPoint));
      }
      const answers = new Map<string, string>();
      const queues = {
        local: list.filter(({ isRemote }) => !isRemote),
        remote: list.filter((m) => m.isRemote),
      };
      const lanes = [
        ...startLanes(queues.local, LOCAL_CALLS, answers),
        ...startLanes(queues.remote, REMOTE_CALLS, answers),
      ];
      await settleWithin(Promise.all(lanes), deadlineMs);
      // A lane that goes on later must find nothing to do: the next tick has its own.
      queues.local.length = 0;
      queues.remote.length = 0;
      for (const { mountPoint } of waiting.values()) {
        if (silent.has(mountPoint)) continue;
        silent.add(mountPoint);
        log.warn('mount does not answer, left out', { mount: mountPoint });
      }
      const measurement = list.map(({ mountPoint }) => answers.get(mountPoint) ?? '').join('');
      return measurement === '' ? [] : [{ subsystem: 'statfs[*]', measurement }];
    },
    close: () => undefined,
  };
}

/** Keys and their order are those of perfcollector2. */
function toLine(mountPoint: string, { bsize, frsize, blocks, bfree, bavail }: Blocks): string {
  return `${JSON.stringify({
    mount_point: mountPoint,
    block_size: frsize || bsize,
    blocks_total: blocks,
    blocks_free: bfree,
    blocks_available: bavail,
  })}\n`;
}

async function settleWithin(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
