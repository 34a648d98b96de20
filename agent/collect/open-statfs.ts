import { readFileSync, statfs as statfsBack } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';
import type { Collector } from './collector.ts';
import { keepName } from './keep-name.ts';
import { type Mount, parseMounts } from './parse-mounts.ts';
import { waitingCalls } from './waiting-calls.ts';

/** Not that of node:fs/promises, which loads streams and readline, 2 MB for good. */
const systemStatfs = (path: string): Promise<Blocks> => promisify(statfsBack)(path);

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
 * look-ups and compression: however many mounts hang, one thread stays free. Remote ones, which hang most, leave one
 * to the others.
 */
const CALLS = 3;
const REMOTE_CALLS = 2;
/** File systems fill slowly. */
const EVERY_MS = 15_000;

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
  const silent = new Set<string>();
  let text = '';
  let list: Mount[] = [];

  const sayOnce = (mount: string, event: string): void => {
    if (!silent.has(mount)) log.warn(event, { mount });
    silent.add(mount);
  };
  const ask = async (mount: Mount): Promise<string> => {
    const { mountPoint } = mount;
    const path = join(root, mountPoint);
    waitingCalls.set(path, mount);
    try {
      const blocks = await statfs(path);
      if (silent.delete(mountPoint)) log.info('mount answers again', { mount: mountPoint });
      return blocks.blocks > 0 ? toLine(mountPoint, blocks) : '';
    } catch {
      // Unmounted meanwhile, or not for our eyes.
      return '';
    } finally {
      waitingCalls.delete(path);
    }
  };

  const isWaiting = ({ mountPoint }: Mount): boolean => waitingCalls.has(join(root, mountPoint));
  /** One mount after the other. */
  const askAll = async (queue: Mount[], answers: Map<string, string>): Promise<void> => {
    for (let mount = queue.shift(); mount; mount = queue.shift()) {
      if (!isWaiting(mount)) answers.set(mount.mountPoint, await ask(mount));
    }
  };
  const held = (remote: boolean): number =>
    [...waitingCalls.values()].filter(({ isRemote }) => isRemote === remote).length;

  return {
    name: 'statfs[*]',
    everyMs: EVERY_MS,
    async read() {
      const now = readFileSync(table, 'utf8');
      if (now !== text) {
        text = now;
        list = parseMounts(now).filter(({ mountPoint }) => keep(mountPoint));
      }
      const answers = new Map<string, string>();
      const remote = list.filter(({ isRemote }) => isRemote);
      const local = list.filter(({ isRemote }) => !isRemote);
      const remoteLanes = Math.max(0, Math.min(REMOTE_CALLS - held(true), remote.length));
      const localLanes = Math.max(0, CALLS - held(true) - remoteLanes - held(false));
      const lanes = [
        ...Array.from({ length: localLanes }, () => askAll(local, answers)),
        ...Array.from({ length: remoteLanes }, () => askAll(remote, answers)),
      ];
      await settleWithin(Promise.all(lanes), deadlineMs);
      // A lane that goes on later must find nothing to do: the next tick has its own.
      const unasked = [...local.splice(0), ...remote.splice(0)].filter((mount) => !isWaiting(mount));
      for (const { mountPoint } of waitingCalls.values())
        sayOnce(mountPoint, 'mount does not answer, left out');
      for (const { mountPoint } of unasked) sayOnce(mountPoint, 'mount not asked while others do not answer');
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
