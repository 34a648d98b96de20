import * as machine from '#app/api/v1/machines/[machine]/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/machines/{id}. */
export const GET = machine.GET;
export const PATCH = machine.PATCH;
export const DELETE = machine.DELETE;
