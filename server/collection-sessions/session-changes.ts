import { z } from 'zod';

/** PostgreSQL has no NUL in text, and no half characters. */
const name = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters')
  .trim();
/** Several lines. */
const note = z
  .string()
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, 'has control characters')
  .trim();

/** A change of a session: null takes it away. A field that cannot be changed is refused, not passed over. */
export const sessionChanges = z.strictObject({
  name: name.min(1).max(255).nullable().exactOptional(),
  note: note.min(1).max(4000).nullable().exactOptional(),
});
export type SessionChanges = z.output<typeof sessionChanges>;
