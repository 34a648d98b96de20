import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { log } from '#server/log.ts';
import { processWide } from '#server/process-wide.ts';
import { scratchFolder } from './data-folders.ts';

const LEFT_BEHIND_MS = 24 * 3600 * 1000;

/** A new empty folder for the files of one call. Whoever makes it removes it; see with-scratch. */
export async function makeScratch(): Promise<string> {
  await mkdir(scratchFolder(), { recursive: true, mode: 0o700 });
  await processWide('scratchSwept', () =>
    sweepScratch().catch((error) => log().warn({ err: error }, 'old scratch files could not be removed')),
  );
  return mkdtemp(join(scratchFolder(), 'call-'));
}

/** A process that was killed could not clean up: once per process, what is a day old goes. */
async function sweepScratch(): Promise<void> {
  for (const name of await readdir(scratchFolder())) {
    if (!name.startsWith('call-')) continue;
    const path = join(scratchFolder(), name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > LEFT_BEHIND_MS)
      await rm(path, { recursive: true, force: true });
  }
}
