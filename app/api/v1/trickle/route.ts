import { createHash } from 'node:crypto';
import { TRICKLE_LIMITS, trickleBody } from '#agent/contract/trickle.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withApiKey } from '#server/http/with-caller.ts';
import { refuseWhenBusy } from '#server/metrics/trickle/refuse-when-busy.ts';
import { storeTrickle } from '#server/metrics/trickle/store-trickle.ts';
import { countDelivery } from '#server/telemetry/count-delivery.ts';

export const dynamic = 'force-dynamic';

/** Records in, `acked_through` out: answered after the commit. */
export const POST = withApiKey((ctx, request) =>
  countDelivery(async () => {
    refuseWhenBusy(ctx);
    const { value, bytes } = await readJson(request, TRICKLE_LIMITS);
    const body = parseInput(trickleBody, value);
    const digest = createHash('sha256').update(bytes).digest();
    return { response: json(await storeTrickle(ctx, { body, digest })), snapshots: body.snapshots.length };
  }),
);
