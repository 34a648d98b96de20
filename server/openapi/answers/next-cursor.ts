import { z } from 'zod';

/** The end of every page of a list. */
export const nextCursor = z
  .string()
  .nullable()
  .meta({ description: 'Send it back as cursor for the next page; null on the last.' });
