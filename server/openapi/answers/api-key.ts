import { z } from 'zod';
import type { ApiKeyView } from '#server/api-keys/list-api-keys.ts';
import { SCOPES } from '#server/tenancy/context.ts';
import { nextCursor } from './next-cursor.ts';

const secret = z.string().meta({ description: 'The key itself. It is not shown again.' });

/** A key as lists show it. */
export const apiKey = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    machine_id: z
      .string()
      .nullable()
      .meta({ description: 'The only machine it may write; null: it is tied to none.' }),
    status: z.enum(['active', 'expired', 'revoked']),
    created_by: z.string().nullable(),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    revoked_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
    successor_id: z.string().nullable().meta({ description: 'The key that replaces it.' }),
  } satisfies Record<keyof ApiKeyView, z.ZodType>)
  .meta({ id: 'ApiKey' });

export const apiKeyPage = z.strictObject({ api_keys: z.array(apiKey), next_cursor: nextCursor });

export const createdKey = z.strictObject({
  id: z.string(),
  key: secret,
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  machine_id: z.string().nullable(),
  expires_at: z.iso.datetime(),
});

export const rotatedKey = z.strictObject({
  id: z.string(),
  key: secret,
  replaces: z.string(),
  expires_at: z.iso.datetime(),
});
