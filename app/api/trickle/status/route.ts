import { json } from '#server/http/to-response.ts';
import { withApiKey } from '#server/http/with-caller.ts';
import { trickleStatus } from '#server/machines/trickle-status.ts';

export const dynamic = 'force-dynamic';

/** The same as /api/v1/trickle/status. */
export const GET = withApiKey(async (ctx) => json(await trickleStatus(ctx)));
