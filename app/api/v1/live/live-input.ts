import { z } from 'zod';

/** More would be more charts than anybody looks at. */
const MOST_FOLLOWED = 64;

/** Query of a stream of several machines. */
export const liveMachinesQuery = z
  .object({
    /** Each a name or id. */
    machine: z.array(z.string().min(1).max(255)).min(1).max(MOST_FOLLOWED),
    /** The cursor of each, 0 where there is none; or nothing at all. */
    after: z.array(z.string().regex(/^\d{1,18}$/, 'is no cursor')).max(MOST_FOLLOWED),
  })
  .refine(({ machine, after }) => after.length === 0 || after.length === machine.length, {
    message: 'give as many cursors as machines',
    path: ['after'],
  });
