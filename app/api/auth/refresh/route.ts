import { POST as refresh } from '#app/api/v1/auth/refresh/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/auth/refresh, for scripts of the earlier system. */
export const POST = refresh;
