import { waitUntil } from '../../up/wait-until.ts';
import { openCuttingProxy } from '../cutting-proxy.ts';
import { openCrowd } from '../open-crowd.ts';
import type { Drill } from '../outcome.ts';

/** A network that cuts connections when the portal has committed and answered, before the answer arrives. */
export const cut: Drill = async (run) => {
  const [portal] = run.site.portals;
  const proxy = await openCuttingProxy(portal.port, () => run.random() < 0.4);
  try {
    const crowd = await openCrowd(run, {
      ...{ name: 'cut', port: () => proxy.port, agentPort: proxy.port },
      ...{ mayWait: false, queued: !run.quick },
    });
    const rounds = run.rounds({ full: 200, quick: 40 });
    let told = 0;
    await waitUntil(
      `${rounds} connections were not cut`,
      () => {
        if (proxy.cuts() - told >= rounds / 4) {
          told = proxy.cuts();
          run.say(`${told} of ${rounds}: answers cut off; ${crowd.accepted()} calls accepted`);
        }
        return proxy.cuts() >= rounds;
      },
      { timeoutMs: 180_000, everyMs: 100, signal: run.signal },
    );
    return { faults: proxy.cuts(), ...(await crowd.finish()) };
  } finally {
    proxy.close();
  }
};
