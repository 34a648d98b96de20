import { AppError } from '#server/errors.ts';
import { discardDamaged } from '#server/metrics/segments/discard-damaged.ts';
import type { SampleRequest } from '#server/metrics/types.ts';
import { telemetry } from '#server/telemetry/telemetry.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { openSamples } from './open-samples.ts';
import type { OpenSamples } from './opened-samples.ts';

/** `work` may have further questions, each of which is cut short. */
const INTERRUPT_EVERY_MS = 20;

/**
 * Opens samples (see openSamples), runs `work` on them and closes them. A cached segment file that turns out to be
 * missing or damaged is fetched again and `work` runs once more; it must have no effect but its result. When
 * `request.signal` is aborted, DuckDB is interrupted.
 * @throws AppError UNAVAILABLE when the caller left
 */
export async function withSamples<T>(
  ctx: TenantContext,
  request: SampleRequest,
  work: (samples: OpenSamples) => Promise<T>,
): Promise<T> {
  const end = telemetry().queries.startTimer();
  return openAndWork(ctx, request, work).finally(end);
}

async function openAndWork<T>(
  ctx: TenantContext,
  request: SampleRequest,
  work: (samples: OpenSamples) => Promise<T>,
): Promise<T> {
  const samples = await openSamples(ctx, request);
  try {
    return await interruptible(samples, request.signal, work);
  } catch (error) {
    if (request.signal?.aborted)
      throw new AppError('UNAVAILABLE', 'The caller left before the answer was there.', {}, { cause: error });
    if (error instanceof AppError || !(await discardDamaged(samples.files))) throw error;
  }
  return interruptible(await openSamples(ctx, request), request.signal, work);
}

async function interruptible<T>(
  samples: OpenSamples,
  signal: AbortSignal | undefined,
  work: (samples: OpenSamples) => Promise<T>,
): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const interrupt = () => {
    samples.connection.interrupt();
    timer = setInterval(() => samples.connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  signal?.addEventListener('abort', interrupt);
  try {
    signal?.throwIfAborted();
    return await work(signal ? { ...samples, signal } : samples);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    clearInterval(timer);
    samples.connection.closeSync();
  }
}
