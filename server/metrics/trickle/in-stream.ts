import type { Pool, PoolClient } from 'pg';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { type LockedStream, lockStreams } from './lock-streams.ts';
import { openStreams } from './open-streams.ts';

/**
 * Runs `work` in one transaction with the stream and its machine locked; the stream is opened when it is new.
 * @param findMachineId asked for the machine's internal id when the stream is new
 * @throws AppError MACHINE_NOT_REGISTERED when the machine is removed meanwhile, and what the two throw
 */
export async function inStream<T>(
  pool: Pool,
  streamId: string,
  findMachineId: () => Promise<string>,
  work: (client: PoolClient, stream: LockedStream) => Promise<T>,
): Promise<T> {
  const attempt = () =>
    transaction(pool, async (client) => {
      const [stream] = (await lockStreams(client, [streamId], 'wait')).values();
      return stream && { result: await work(client, stream) };
    });
  const done = await attempt();
  if (done) return done.result;
  await openStreams(pool, [{ streamId, machineId: await findMachineId() }], 'wait');
  const doneNow = await attempt();
  if (!doneNow) throw new AppError('MACHINE_NOT_REGISTERED', 'The machine was removed while it delivered.');
  return doneNow.result;
}
