import { POST as signIn } from '#app/api/v1/auth/token/route.ts';

export const dynamic = 'force-dynamic';

/** As /api/v1/auth/token, for scripts of the earlier system. */
export const POST = signIn;
