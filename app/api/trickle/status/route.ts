import { GET as status } from '#app/api/v1/trickle/status/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/trickle/status. */
export const GET = status;
