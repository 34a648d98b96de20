import { createHash, randomUUID } from 'node:crypto';
import type { TrickleAnswer, TrickleBody } from '#agent/contract/trickle.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { storeTrickle } from '#server/metrics/trickle/store-trickle.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { TrickleSnapshots } from './make-snapshots.ts';

/** A registered machine with a key of its own, and a way to deliver as it. */
export interface TricklingMachine {
  id: string;
  name: string;
  key: TenantContext;
  stream: string;
  send: (
    firstSeq: number,
    snapshots: TrickleSnapshots,
    more?: Partial<TrickleBody>,
  ) => Promise<TrickleAnswer>;
}

/** Registers a machine and makes a key of it that may deliver. */
export async function tricklingMachine(ctx: TenantContext, name = 'server01'): Promise<TricklingMachine> {
  const { id } = await registerMachine(ctx, { machine_id: name });
  const key: TenantContext = {
    tenant: ctx.tenant,
    actor: { kind: 'key', id: randomUUID(), machineId: id },
    scopes: new Set(['ingest']),
  };
  const stream = randomUUID();
  return {
    id,
    name,
    key,
    stream,
    send(firstSeq, snapshots, more = {}) {
      const body: TrickleBody = { identifier: name, stream, first_seq: firstSeq, snapshots, ...more };
      const digest = createHash('sha256').update(JSON.stringify(body)).digest();
      return storeTrickle(key, { body, digest });
    },
  };
}
