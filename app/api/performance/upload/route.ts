import { POST as upload } from '#app/api/v1/performance/upload/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/performance/upload. */
export const POST = upload;
