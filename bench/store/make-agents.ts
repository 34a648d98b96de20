import { randomUUID } from 'node:crypto';
import type { BenchTenant } from './make-tenant.ts';
import type { TrickleAgent } from './trickle-child.ts';

/** Registers machines, each with an ingest key of its own. */
export async function makeAgents({ ctx, host }: BenchTenant, machines: number): Promise<TrickleAgent[]> {
  const { addMachine } = await import('../../server/machines/add-machine.ts');
  const agents: TrickleAgent[] = [];
  for (let index = 0; index < machines; index += 1) {
    const identifier = `bench-${String(index).padStart(4, '0')}`;
    const { key } = await addMachine(ctx, { machine_id: identifier });
    agents.push({ host, identifier, key, stream: randomUUID() });
  }
  return agents;
}
