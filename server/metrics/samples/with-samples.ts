import { discardDamaged } from '#server/metrics/segments/discard-damaged.ts';
import type { SampleRequest } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { type OpenSamples, openSamples } from './open-samples.ts';

/**
 * Opens samples (see openSamples), runs `work` on them and closes them. A cached segment file that turns out to be
 * missing or damaged is fetched again and `work` runs once more; it must have no effect but its result.
 */
export async function withSamples<T>(
  ctx: TenantContext,
  request: SampleRequest,
  work: (samples: OpenSamples) => Promise<T>,
): Promise<T> {
  const samples = await openSamples(ctx, request);
  try {
    return await work(samples);
  } catch (error) {
    if (!(await discardDamaged(samples.files))) throw error;
  } finally {
    samples.connection.closeSync();
  }
  const again = await openSamples(ctx, request);
  try {
    return await work(again);
  } finally {
    again.connection.closeSync();
  }
}
