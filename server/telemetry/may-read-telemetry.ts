import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '#server/env.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Whether `authorization` carries METRICS_TOKEN; without one set, nobody's does. */
export function mayReadTelemetry(authorization: string | null): boolean {
  const { METRICS_TOKEN } = env();
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  // Digests are of one length, which the comparison needs.
  return (
    METRICS_TOKEN !== undefined &&
    given !== undefined &&
    timingSafeEqual(sha256(given), sha256(METRICS_TOKEN))
  );
}
