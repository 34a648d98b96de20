import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';

const signedOut = z.object({ code: z.literal('UNAUTHORIZED') });

/** Whether a call failed because the session is over. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof TRPCClientError && signedOut.safeParse(error.data).success;
}
