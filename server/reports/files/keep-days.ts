import type { Connections } from '#server/metrics/duckdb/with-shared-tables.ts';
import type { StagedFile } from '#server/uploads/stage/types.ts';
import { planDays } from '#server/uploads/store/plan-days.ts';
import { writeDay } from '#server/uploads/store/write-day.ts';
import type { DayOfFile } from './types.ts';

/**
 * Writes the tables of a staged file as day segments into `folder`, in the very form in which the store keeps them, so
 * that a report reads both alike.
 * @param version which of several files counts where they have a sample of the same moment: the highest
 * @returns the days, and for each machine how many rows the file has twice
 */
export async function keepDays(
  [connection]: Connections,
  staged: StagedFile,
  { version, folder }: { version: number; folder: string },
): Promise<{ days: DayOfFile[]; repeated: Map<string, number> }> {
  const days: DayOfFile[] = [];
  const repeated = new Map<string, number>();
  for (const kind of staged.kinds)
    for (const day of await planDays(connection, kind)) {
      const { machine, first, last } = day;
      const { path, rowCount } = await writeDay(connection, { day, version: BigInt(version), folder });
      days.push({ machine, kind: kind.kind, path, rows: rowCount, firstTime: first, lastTime: last });
      repeated.set(machine, (repeated.get(machine) ?? 0) + day.rows - rowCount);
    }
  return { days, repeated };
}
