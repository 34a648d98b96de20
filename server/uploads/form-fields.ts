import { z } from 'zod';

/** What a file's form says of it; null: nothing. */
export const formFields = z.object({
  machine_id: z.string().trim().max(255).nullable(),
  tenant_id: z.string().nullable(),
  counters: z.enum(['rate', 'cumulative'], 'is rate or cumulative').nullable(),
});
