import * as metrics from '#app/api/v1/machines/[machine]/metrics/[topic]/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/machines/{id}/metrics/{cpu|memory|disk|network}. */
export const GET = metrics.GET;
