import * as performanceExport from '#app/api/v1/performance/export/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/performance/export. */
export const GET = performanceExport.GET;
