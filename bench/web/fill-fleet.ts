import { randomUUID } from 'node:crypto';
import { askFor } from '../store/ask.ts';
import { makeMachine } from '../store/make-tenant.ts';
import type { Portal } from '../store/open-portal.ts';
import { readRecording } from '../store/read-recording.ts';
import { commonBody, deliveryBody } from '../store/trickle-body.ts';
import { type FilledTenant, machineNames, makeOwnedTenant } from './owned-tenant.ts';

const STEP = 60;
/** As many minutes as the recording has room for, with each host beginning at another place. */
const COUNT = 20;
const HOSTS = 4;
const AT_ONCE = 8;

/** Makes a tenant whose machines have just delivered their last minutes, as agents that sample once a minute do. */
export async function fillFleet(
  portal: Portal,
  { slug, machines }: { slug: string; machines: number },
): Promise<FilledTenant> {
  const tenant = await makeOwnedTenant(slug, portal.port);
  const ticks = readRecording().filter((_, second) => second % STEP === 0);
  const to = Math.floor(Date.now() / 1000);
  const from = to - (COUNT - 1) * STEP;
  const bodies = Array.from({ length: HOSTS }, (_, host) =>
    commonBody(ticks, { from: host, seconds: from, count: COUNT, facts: true, step: STEP }),
  );
  const names = machineNames(machines);
  const deliver = async (name: string, index: number): Promise<void> => {
    await makeMachine(tenant, name);
    await askFor({
      port: portal.port,
      path: '/api/v1/trickle',
      method: 'POST',
      headers: { ...tenant.headers, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: deliveryBody(bodies[index % HOSTS] ?? Buffer.alloc(0), {
        identifier: name,
        stream: randomUUID(),
        first_seq: 1,
      }),
    });
  };
  for (let done = 0; done < machines; done += AT_ONCE)
    await Promise.all(names.slice(done, done + AT_ONCE).map((name, place) => deliver(name, done + place)));
  return { ...tenant, longest: names[0] ?? '', from, to };
}
