import { earlierErrors } from '#server/http/earlier-errors.ts';
import { withApiKey } from '#server/http/with-caller.ts';
import { takeDelivery } from '../take-delivery.ts';

export const dynamic = 'force-dynamic';

/** Deliveries with and without numbers. */
export const POST = earlierErrors(withApiKey(takeDelivery), { both: true });
