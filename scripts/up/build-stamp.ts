import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceStamp } from './source-stamp.ts';

/** Everything the build reads. */
const SOURCES = [
  'app',
  'server',
  'agent',
  'prisma',
  'public',
  'proxy.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'prisma.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'scripts/build.ts',
  'scripts/generate.ts',
];

/** Whether the build in `.next` is of the sources as they are; `record` says that it now is. */
export async function buildStamp(root: string): Promise<{ upToDate: boolean; record: () => Promise<void> }> {
  const path = join(root, '.next', 'perfanalysis-stamp');
  const stamp = sourceStamp(root, SOURCES);
  const built = await readFile(path, 'utf8').catch(() => '');
  return {
    upToDate: built === stamp,
    record: async () => {
      await mkdir(join(root, '.next'), { recursive: true });
      await writeFile(path, stamp);
    },
  };
}
