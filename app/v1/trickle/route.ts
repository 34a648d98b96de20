import { takeDelivery } from '#app/api/trickle/take-delivery.ts';
import { earlierErrors } from '#server/http/earlier-errors.ts';
import { withApiKey } from '#server/http/with-caller.ts';

export const dynamic = 'force-dynamic';

/** Records in, `{"error":null}` out, as agents of the earlier system know it. */
export const POST = earlierErrors(withApiKey(takeDelivery));
