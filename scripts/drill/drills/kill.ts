import { setTimeout as sleep } from 'node:timers/promises';
import { openCrowd } from '../open-crowd.ts';
import { untilUp } from '../open-site.ts';
import type { Drill } from '../outcome.ts';

/** Portals and worker are killed (SIGKILL) at random moments and started again, while everybody delivers. */
export const kill: Drill = async (run) => {
  const { site, random, say } = run;
  const [first, second] = site.portals;
  // The other one may be up; a caller behind a balancer would go there.
  const port = () => (random() < 0.5 ? first : second).port;
  const crowd = await openCrowd(run, {
    ...{ name: 'kill', port, agentPort: first.port },
    ...{ mayWait: false, queued: !run.quick },
  });
  const rounds = run.rounds({ full: 16, quick: 3 });
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    await sleep(300 + random() * 1200);
    // The worker once in three: it has less to lose.
    const portal = random() < 0.5 ? first : second;
    const victim = round % 3 === 2 ? site.worker : portal;
    await victim.kill();
    await sleep(random() * 500);
    victim.start();
    if (victim === portal) await untilUp(portal);
    say(`${round + 1} of ${rounds}: ${victim.name} killed; ${crowd.accepted()} calls accepted`);
  }
  return { faults: rounds, ...(await crowd.finish()) };
};
