import { TRPCClientError } from '@trpc/client';

/** Whether a call failed because the session is over. Without zod, which no page needs before it has something to read. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'code' in data && data.code === 'UNAUTHORIZED';
}
