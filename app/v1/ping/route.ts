import { earlierErrors } from '#server/http/earlier-errors.ts';
import { json } from '#server/http/to-response.ts';
import { withApiKey } from '#server/http/with-caller.ts';

export const dynamic = 'force-dynamic';

/** Whether the key is good, as agents of the earlier system ask. */
export const POST = earlierErrors(withApiKey(async () => json({ error: null, message: 'pong' })));
