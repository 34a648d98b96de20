import { z } from 'zod';
import { ROLES } from '#server/tenancy/context.ts';

/** What a sign-in and a refresh answer. */
export const tokenPair = z
  .strictObject({
    access: z.string().meta({ description: 'For Authorization: Bearer.' }),
    refresh: z.string().meta({ description: 'Good for one use; used again, it ends the session.' }),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds until access expires.' }),
    user: z.strictObject({
      id: z.uuid(),
      email: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      tenant: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }),
    }),
  })
  .meta({ id: 'TokenPair' });
