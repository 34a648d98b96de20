import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { emailAddress } from '#server/members/create-member.ts';

const claimsShape = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: emailAddress.optional().catch(undefined),
  // Some providers write the word.
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
  name: z.string().trim().min(1).max(100).optional().catch(undefined),
});

/** Somebody as an identity provider vouches for them. */
export interface Identity {
  issuer: string;
  subject: string;
  /** Null unless the provider says that it is verified. */
  email: string | null;
  name: string | null;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/**
 * Who the claims of a checked ID token are about. next-auth takes any issuer that the discovery document names: here
 * it has to be the one of the settings (OpenID Connect Discovery 1.0 §4.3).
 * @throws AppError INVALID_CREDENTIALS
 */
export function readIdentity(claims: unknown, issuer: string): Identity {
  const { data } = claimsShape.safeParse(claims);
  if (!data || withoutSlash(data.iss) !== withoutSlash(issuer))
    throw new AppError('INVALID_CREDENTIALS', 'The identity provider is not the one that is set up here.');
  return {
    issuer: data.iss,
    subject: data.sub,
    email: data.email_verified && data.email !== undefined ? data.email : null,
    name: data.name ?? null,
  };
}
