import { z } from 'zod';

/** Query of an upload. */
export const uploadOptions = z.object({
  async: z
    .enum(['0', '1', 'false', 'true', ''])
    .default('0')
    .transform((value) => value === '1' || value === 'true'),
});
