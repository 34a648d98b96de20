import { AppError } from '#server/errors.ts';
import { telemetry } from './telemetry.ts';

/** Takes a delivery by `take`, and counts it: stored with its snapshots, refused, or failed. */
export async function countDelivery<T>(take: () => Promise<{ response: T; snapshots: number }>): Promise<T> {
  const { deliveries, snapshots } = telemetry();
  try {
    const taken = await take();
    deliveries.inc({ result: 'stored' });
    snapshots.inc(taken.snapshots);
    return taken.response;
  } catch (error) {
    deliveries.inc({ result: error instanceof AppError && error.status < 500 ? 'refused' : 'failed' });
    throw error;
  }
}
