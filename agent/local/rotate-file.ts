import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Gives a file the time in its name, `collection-20260107T191011Z.json`, and removes the oldest of such files beyond
 * `keep` (0: none). Answers the new path. Throws the system's error when it cannot be renamed.
 */
export function rotateFile(path: string, now: number, keep: number): string {
  const folder = dirname(path);
  const name = basename(path);
  const dot = name.indexOf('.', 1);
  const [stem, ending] = dot === -1 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  let to = join(folder, `${stem}-${time}${ending}`);
  for (let n = 1; existsSync(to); n += 1) to = join(folder, `${stem}-${time}-${n}${ending}`);
  renameSync(path, to);
  syncFolder(folder);
  if (keep > 0) {
    const rotated = readdirSync(folder)
      .filter((file) => file.startsWith(`${stem}-`) && file.endsWith(ending))
      .map((file) => file.slice(stem.length + 1, file.length - ending.length))
      .filter((middle) => /^\d{8}T\d{6}Z(?:-\d+)?$/.test(middle))
      .sort();
    for (const old of rotated.slice(0, -keep))
      rmSync(join(folder, `${stem}-${old}${ending}`), { force: true });
  }
  return to;
}

/** A new name is safe against power loss only with its folder. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
