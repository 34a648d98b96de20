import type { TrickleBody } from '#agent/contract/trickle.ts';
import { parseSnapshot } from '#agent/procfs/parse-snapshot.ts';
import { ProcfsError } from '#agent/procfs/procfs-error.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { AppError } from '#server/errors.ts';

/**
 * The snapshots of a delivery, in order.
 * @throws AppError INVALID_INPUT with the index of the first malformed snapshot, its subsystem and line (0: all of it)
 */
export function parseDelivery(snapshots: TrickleBody['snapshots']): Snapshot[] {
  return snapshots.map(({ records }, index) => {
    try {
      return parseSnapshot(records);
    } catch (cause) {
      if (!(cause instanceof ProcfsError)) throw cause;
      const { subsystem, line, message } = cause;
      throw new AppError(
        'INVALID_INPUT',
        `Snapshot ${index} is malformed: ${message}.`,
        { index, subsystem, line },
        { cause },
      );
    }
  });
}
