import { GET as list } from '#app/api/v1/machines/list/route.ts';
import { POST as register } from '#app/api/v1/machines/register/route.ts';

export const dynamic = 'force-dynamic';

/** The earlier portal's path of the list of machines, and of a new one. */
export const GET = list;
export const POST = register;
