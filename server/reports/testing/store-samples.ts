import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

const DAY = 24 * 3600 * 1000;

/** Registers a machine and stores samples of it as an upload does, day by day; answers its internal id. */
export async function storeSamples(
  ctx: TenantContext,
  name: string,
  samples: Partial<Record<Kind, KindColumns>>,
): Promise<string> {
  const { id } = await registerMachine(ctx, { machine_id: name });
  for (const kind of KINDS) {
    const columns = samples[kind];
    if (!columns) continue;
    for (const day of new Set(columns.time.map((time) => Math.floor(time / DAY)))) {
      const rows = Array.from(columns.time.keys()).filter(
        (row) => Math.floor((columns.time[row] ?? 0) / DAY) === day,
      );
      const pick = <T>(list: readonly T[]): T[] => rows.map((row) => list[row] as T);
      await putDay(ctx, {
        machineId: id,
        kind,
        columns: {
          time: pick(columns.time),
          entity: pick(columns.entity),
          values: Object.fromEntries(
            Object.entries(columns.values).map(([metric, list]) => [metric, pick(list)]),
          ),
        },
      });
    }
  }
  return id;
}
