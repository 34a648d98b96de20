import { join } from 'node:path';
import { engineEnv } from '#server/env.ts';

/** Where this tenant's segments are kept as files; everything in it can be fetched again. */
export const segmentCacheFolder = (schemaName = ''): string =>
  join(engineEnv().DATA_DIR, 'cache', 'segments', schemaName);

/** Where files live for the length of one call. */
export const scratchFolder = (): string => join(engineEnv().DATA_DIR, 'scratch');
