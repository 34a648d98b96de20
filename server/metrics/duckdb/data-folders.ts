import { join } from 'node:path';
import { env } from '#server/env.ts';

/** Where this tenant's segments are kept as files; everything in it can be fetched again. */
export const segmentCacheFolder = (schemaName = ''): string =>
  join(env().DATA_DIR, 'cache', 'segments', schemaName);

/** Where files live for the length of one call. */
export const scratchFolder = (): string => join(env().DATA_DIR, 'scratch');
