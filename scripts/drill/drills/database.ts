import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../up/wait-until.ts';
import { openCrowd } from '../open-crowd.ts';
import type { Drill } from '../outcome.ts';

/** How PostgreSQL ends: as asked, at once, and as by a power cut. */
const ENDS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;

/** PostgreSQL is stopped, or killed, and started again; portals and worker must live on, and say 503 meanwhile. */
export const database: Drill = async (run) => {
  const { site, random, say } = run;
  const [first, second] = site.portals;
  const parts = [first, second, site.worker];
  const before = parts.map(({ pid }) => pid);
  const port = () => (random() < 0.5 ? first : second).port;
  const crowd = await openCrowd(run, {
    ...{ name: 'database', port, agentPort: first.port },
    ...{ mayWait: true, queued: !run.quick },
  });
  const rounds = run.rounds({ full: 6, quick: 2 });
  const offset = Math.floor(random() * ENDS.length);
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    await sleep(500 + random() * 1500);
    const signal = ENDS[(round + offset) % ENDS.length] ?? 'SIGQUIT';
    process.kill(site.database.pid(), signal);
    await sleep(500 + random() * 1500);
    await site.database.start();
    for (const portal of [first, second])
      await waitUntil(`${portal.name} did not come back by itself`, portal.answers, { everyMs: 100 });
    const taken = crowd.accepted();
    await waitUntil('Nothing is taken again', () => crowd.accepted() > taken + 3, { everyMs: 100 });
    say(`${round + 1} of ${rounds}: ended by ${signal} and started; ${crowd.accepted()} calls accepted`);
  }
  const found = await crowd.finish();
  const ended = parts.filter(({ pid, lives }, index) => pid !== before[index] || !lives());
  return {
    faults: rounds,
    ...found,
    wrong: [
      ...ended.map(({ name, lastWords }) => `${name} ended with the database: ${lastWords()}`),
      ...found.wrong,
    ],
  };
};
