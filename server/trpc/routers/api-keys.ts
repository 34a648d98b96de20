import { z } from 'zod';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { listApiKeys } from '#server/api-keys/list-api-keys.ts';
import { listEndingKeys } from '#server/api-keys/list-ending-keys.ts';
import { machineOfKey } from '#server/api-keys/machine-of-key.ts';
import { revokeApiKey } from '#server/api-keys/revoke-api-key.ts';
import { rotateApiKey } from '#server/api-keys/rotate-api-key.ts';
import { SCOPES, type Scope } from '#server/tenancy/context.ts';
import { router, tenantProcedure } from '../init.ts';

const byId = z.object({ id: z.string().regex(/^[0-9A-Za-z]{12}$/) });
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters');

/** What a key is for, as the page offers it. */
const PURPOSES = { read: ['read'], admin: SCOPES } as const satisfies Record<string, readonly Scope[]>;

export const apiKeys = router({
  list: tenantProcedure
    .input(z.object({ limit: z.number().int().min(1).max(200), cursor: z.string().max(64).nullish() }))
    .query(({ ctx, input: { limit, cursor } }) =>
      listApiKeys(ctx.tenant, { limit, ...(cursor && { cursor }) }),
    ),
  ending: tenantProcedure.query(({ ctx }) => listEndingKeys(ctx.tenant)),
  create: tenantProcedure
    .input(
      z.discriminatedUnion('purpose', [
        z.object({
          purpose: z.literal('ingest'),
          name,
          machine: z.string().trim().min(1).max(255),
          register: z.boolean().default(false),
        }),
        z.object({ purpose: z.enum(['read', 'admin']), name }),
      ]),
    )
    .mutation(async ({ ctx, input }) => {
      if (input.purpose !== 'ingest')
        return createApiKey(ctx.tenant, { name: input.name, scopes: PURPOSES[input.purpose] });
      const machine = await machineOfKey(ctx.tenant, input.machine, input);
      return createApiKey(ctx.tenant, { ...machine, name: input.name, scopes: ['ingest'] });
    }),
  rotate: tenantProcedure.input(byId).mutation(({ ctx, input }) => rotateApiKey(ctx.tenant, input.id)),
  revoke: tenantProcedure.input(byId).mutation(({ ctx, input }) => revokeApiKey(ctx.tenant, input.id)),
});
