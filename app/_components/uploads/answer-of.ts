import { z } from 'zod';

/** An answer of the portal that says what is wrong. */
export interface Fault {
  error_code: string;
  message: string;
  details: Record<string, unknown>;
}

const fault = z.object({
  error_code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).catch({}),
});
/** The handler answers some faults itself, with a sentence and nothing else; its client names them by status. */
const refused = z.object({
  code: z.enum(['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'TOO_LARGE', 'TOO_SMALL']),
  message: z.string(),
});

/** What the portal answered to UploadThing's client; null when there was no answer, but a broken connection. */
export function answerOf(error: unknown): Fault | null {
  if (typeof error !== 'object' || error === null) return null;
  const { data, cause } = error as { data?: unknown; cause?: unknown };
  for (const body of [data, cause]) {
    const told = fault.safeParse(body);
    if (told.success) return told.data;
  }
  const { success, data: said } = refused.safeParse(error);
  return success ? { error_code: said.code, message: said.message, details: {} } : null;
}
