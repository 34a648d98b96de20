import { readFile, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Makes the library links that the platform package's postinstall makes (npm packages cannot hold links),
 * because npm may be set to skip install scripts. Does nothing where they exist.
 */
export async function hydrateSymlinks(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(packageDir, target));
    } catch (cause) {
      if (isCode(cause, 'EEXIST')) continue;
      throw new Error(
        `${join(packageDir, target)} is missing and cannot be made: run \`npm rebuild\` as the owner of node_modules.`,
        { cause },
      );
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
