import { env } from '#server/env.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { listSealable } from './list-sealable.ts';
import { sealBatches } from './seal-batches.ts';

const HOUR = 3600 * 1000;
/** Hours sealed per machine in one run; the next run goes on. */
const MOST_HOURS = 48;

/** Later than any sample: clocks may be ahead by far less. */
const AHEAD_MS = 24 * HOUR;

/**
 * Seals the batches of all hours that were over SEAL_DELAY_SECONDS before `now`, machine by machine; a machine with
 * very many samples waiting is sealed whole, and the hour that is not over is sealed again later. One machine that
 * fails does not keep the others waiting.
 * @returns number of batches sealed
 * @throws AggregateError at the end, when machines failed
 */
export async function sealDue(ctx: TenantContext, now: Date): Promise<number> {
  requireScope(ctx, 'write');
  const due = now.getTime() - env().SEAL_DELAY_SECONDS * 1000;
  const hourBegin = new Date(Math.floor(due / HOUR) * HOUR);
  const failures: unknown[] = [];
  let sealed = 0;
  for (const { id: machineId, full } of await listSealable(ctx, hourBegin)) {
    const before = full ? new Date(now.getTime() + AHEAD_MS) : hourBegin;
    try {
      for (let hour = 0; hour < MOST_HOURS; hour += 1) {
        const { batches } = await sealBatches(ctx, { machineId, before });
        if (batches === 0) break;
        sealed += batches;
      }
    } catch (error) {
      failures.push(new Error(`Sealing the batches of machine ${machineId} failed.`, { cause: error }));
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} machines could not be sealed.`);
  return sealed;
}
