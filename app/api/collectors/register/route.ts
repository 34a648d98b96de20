import { POST as register } from '#app/api/v1/machines/register/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/machines/register. */
export const POST = register;
