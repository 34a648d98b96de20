import { createHash } from 'node:crypto';
import { TRICKLE_LIMITS, trickleBody } from '#agent/contract/trickle.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { measurementsBody } from '#server/metrics/trickle/measurements-body.ts';
import { refuseWhenBusy } from '#server/metrics/trickle/refuse-when-busy.ts';
import { storeMeasurements } from '#server/metrics/trickle/store-measurements.ts';
import { storeTrickle } from '#server/metrics/trickle/store-trickle.ts';
import { countDelivery } from '#server/telemetry/count-delivery.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Takes a delivery with numbered snapshots, or the records that earlier agents send; answered after the commit. */
export async function takeDelivery(ctx: TenantContext, request: Request): Promise<Response> {
  return countDelivery(async () => {
    refuseWhenBusy(ctx);
    const { value, bytes } = await readJson(request, TRICKLE_LIMITS);
    if (typeof value === 'object' && value !== null && 'snapshots' in value) {
      const body = parseInput(trickleBody, value);
      const digest = createHash('sha256').update(bytes).digest();
      return { response: json(await storeTrickle(ctx, { body, digest })), snapshots: body.snapshots.length };
    }
    await storeMeasurements(ctx, parseInput(measurementsBody, value));
    return { response: json({ error: null }), snapshots: 1 };
  });
}
