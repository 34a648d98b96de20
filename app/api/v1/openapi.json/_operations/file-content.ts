import { z } from 'zod';

/** Bytes of a file. They are streamed, so their own check is in the reading. */
export const fileContent = z.string().meta({ format: 'binary' });
