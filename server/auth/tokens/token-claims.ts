import { z } from 'zod';

/** How long an access token is good, in seconds. */
export const ACCESS_SECONDS = 900;

/** What a token is for; one kind is never taken for the other. */
export type TokenUse = 'access' | 'refresh';

/** The audience that a token of this use names. */
export const audienceOf = (use: TokenUse): string => `perfanalysis:${use}`;

/** What a token carries. The session's row decides; these only name it. */
export const tokenClaims = z.object({
  sessionId: z.uuid(),
  tenantId: z.uuid(),
  userId: z.uuid(),
  /** Of a refresh token: which use of the session's refresh tokens it is. */
  number: z.int().min(0).default(0),
});

export type TokenClaims = z.output<typeof tokenClaims>;
