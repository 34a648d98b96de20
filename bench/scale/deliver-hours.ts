import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { askFor } from '../store/ask.ts';
import { readRecording } from '../store/read-recording.ts';
import { commonBody, deliveryBody } from '../store/trickle-body.ts';
import type { TrickleAgent } from '../store/trickle-child.ts';
import { stretchRecording } from './stretch-recording.ts';

const HOUR = 3600;
const AT_ONCE = 8;
/** As many different hosts; the others are like one of them. */
const HOSTS = 2;

/**
 * Delivers whole hours of machines, one delivery an hour, as fast as they are answered: as after an outage in which
 * agents kept what they had.
 * @param plan.from Unix second of the first hour's begin
 * @returns number of snapshots
 */
export async function deliverHours(
  port: number,
  agents: readonly TrickleAgent[],
  plan: { from: number; hours: number; step: number },
): Promise<number> {
  const { from, hours, step } = plan;
  const count = HOUR / step;
  const ticks = readRecording();
  const connections = new Agent({ maxSockets: AT_ONCE });
  // Streams of their own: those of live deliveries are further on already.
  const streams = agents.map(() => randomUUID());
  for (let hour = 0; hour < hours; hour += 1) {
    const bodies = Array.from({ length: HOSTS }, (_, host) => {
      const begin = Math.floor((host * ticks.length) / HOSTS);
      // One stretch for all hours, so that its uptime goes on; of it this hour.
      const stretch = stretchRecording(ticks, { from, step, count: count * (hour + 1), begin }).slice(-count);
      // Facts stand in the first recorded tick.
      const recorded = [ticks[0] ?? [], ...stretch];
      return commonBody(recorded, { from: 1, seconds: from + hour * HOUR, step, count, facts: hour === 0 });
    });
    const deliver = async ({ host, identifier, key }: TrickleAgent, index: number): Promise<void> => {
      const own = { identifier, stream: streams[index] ?? '', first_seq: hour * count + 1 };
      await askFor({
        port,
        path: '/api/v1/trickle',
        method: 'POST',
        headers: { host, apikey: key, 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: deliveryBody(bodies[index % HOSTS] ?? Buffer.alloc(0), own),
        agent: connections,
      });
    };
    await Promise.all(agents.map(deliver));
  }
  connections.destroy();
  return agents.length * hours * count;
}
