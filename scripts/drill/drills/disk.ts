import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../up/wait-until.ts';
import { openCrowd } from '../open-crowd.ts';
import { type Drill, type DrillRun, NotPossible, type Outcome } from '../outcome.ts';
import type { SmallDisk } from '../small-disk.ts';

/** What is left at most: less than a file of the crowd has. */
const ROOM_KB = { data: 512, temporary: 16 };
const EVERY_MS = 100;
/** So long a full disk may take to show. */
const NOTICED_WITHIN_MS = 30_000;

/** The disk that PostgreSQL writes to is full again and again: at its next row, or in the middle of its log. */
export const dataDisk: Drill = (run) => fill(run, 'data');

/** The disk for caches and temporary files is full: files cannot be taken, while samples still are. */
export const temporaryDisk: Drill = (run) => fill(run, 'temporary');

async function fill(run: DrillRun, which: 'data' | 'temporary'): Promise<Outcome> {
  const { site, random, say } = run;
  const disk: SmallDisk | undefined = site.disks?.[which];
  if (!disk) throw new NotPossible('a disk of its own can only be mounted by root on Linux (unshare, mount)');
  const [first, second] = site.portals;
  const port = () => (random() < 0.5 ? first : second).port;
  const crowd = await openCrowd(run, {
    ...{ name: `${which}-disk`, port, agentPort: first.port },
    ...{ mayWait: true, queued: !run.quick },
  });
  const rounds = run.rounds({ full: 3, quick: 1 });
  const refused = () => crowd.answers().get(503) ?? 0;
  const restarts: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    await sleep(500 + random() * 1000);
    const before = refused();
    disk.fill(Math.floor(random() * ROOM_KB[which]));
    await waitUntil('Nobody noticed that the disk is full', () => refused() > before, {
      timeoutMs: NOTICED_WITHIN_MS,
      everyMs: EVERY_MS,
    });
    await sleep(500 + random() * 1000);
    disk.free();
    // PostgreSQL ends itself when it cannot write its log; its supervisor starts it again.
    const pid = site.database.pid();
    await site.database.start();
    if (site.database.pid() !== pid) restarts.push(String(round + 1));
    const taken = crowd.accepted();
    await waitUntil('Nothing is taken again', () => crowd.accepted() > taken + 3, { everyMs: EVERY_MS });
    say(`${round + 1} of ${rounds}: full, ${refused() - before} calls refused, and free again`);
  }
  const found = await crowd.finish();
  const ended = restarts.length === 0 ? [] : [`PostgreSQL ended itself in round ${restarts.join(', ')}`];
  return { faults: rounds, ...found, notes: [...found.notes, ...ended] };
}
