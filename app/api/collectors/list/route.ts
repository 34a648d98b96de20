import { GET as list } from '#app/api/v1/machines/list/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/machines/list. */
export const GET = list;
