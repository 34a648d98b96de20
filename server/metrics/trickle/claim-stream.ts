import type { PoolClient } from 'pg';
import { AppError } from '#server/errors.ts';
import { type LockedStream, lockStreams } from './lock-streams.ts';
import { openStreams } from './open-streams.ts';

/**
 * Locks a stream and its machine for one delivery, in the delivery's own transaction; the stream is opened there when
 * it is new, so that a delivery that is refused leaves none.
 * @param findMachineId asked for the machine's internal id when the stream is new
 * @throws AppError MACHINE_NOT_REGISTERED when the machine is removed meanwhile, and what findMachineId throws
 */
export async function claimStream(
  client: PoolClient,
  streamId: string,
  findMachineId: () => Promise<string>,
): Promise<LockedStream> {
  const [known] = (await lockStreams(client, [streamId], 'wait')).values();
  if (known) return known;
  await openStreams(client, [{ streamId, machineId: await findMachineId() }], 'wait');
  const [opened] = (await lockStreams(client, [streamId], 'wait')).values();
  if (!opened) throw new AppError('MACHINE_NOT_REGISTERED', 'The machine was removed while it delivered.');
  return opened;
}
