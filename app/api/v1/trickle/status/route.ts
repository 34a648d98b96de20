import { json } from '#server/http/to-response.ts';
import { withApiKey } from '#server/http/with-caller.ts';
import { trickleStatus } from '#server/machines/trickle-status.ts';

export const dynamic = 'force-dynamic';

/** What the portal has of the key's machine. */
export const GET = withApiKey(async (ctx) => json(await trickleStatus(ctx)));
