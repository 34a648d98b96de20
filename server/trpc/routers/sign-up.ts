import { z } from 'zod';
import { signUp } from '#server/tenancy/sign-up.ts';
import { checkSlug } from '#server/tenancy/slugs/check-slug.ts';
import { publicProcedure, router } from '../init.ts';

const text = z.string().max(1000);

/** On the bare domain; on a portal's host there is no such thing. */
export const signUps = router({
  check: publicProcedure
    .input(z.object({ slug: z.string().max(100) }))
    .query(({ ctx, input }) => checkSlug({ ...input, host: ctx.host, address: ctx.address })),
  open: publicProcedure
    .input(z.object({ organisation: text, slug: text, name: text, email: text, password: text }))
    .mutation(({ ctx, input }) => signUp({ ...input, host: ctx.host, address: ctx.address })),
});
