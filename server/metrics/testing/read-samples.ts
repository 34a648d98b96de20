import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Every known value the store has of a kind in the range: `entity time metric` → value. */
export async function readSamples(
  ctx: TenantContext,
  range: SampleRange,
  kind: Kind,
): Promise<Record<string, number>> {
  const metrics = metricsOf(kind).map(({ id }) => id);
  const columns = await withSamples(ctx, { ...range, columns: { [kind]: metrics } }, ({ connection }) =>
    queryColumns(connection, `SELECT * FROM ${samplesView(kind)}`),
  );
  const found: Record<string, number> = {};
  (columns.entity ?? []).forEach((entity, row) => {
    for (const metric of metrics) {
      const value = columns[metric]?.[row];
      if (typeof value !== 'number') continue;
      const key = `${entity} ${columns.time?.[row]} ${metric}`;
      if (key in found) throw new Error(`${kind} ${key} is there twice`);
      found[key] = value;
    }
  });
  return found;
}
