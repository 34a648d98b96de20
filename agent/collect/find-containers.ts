import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ContainerId, nameCgroup } from './name-cgroup.ts';

export interface Cgroup extends ContainerId {
  /** The folder of its control files. */
  folder: string;
}

const DEEPEST = 10;
/** More folders than this are not searched: the largest hosts have a tenth. */
const MOST_FOLDERS = 20_000;

/**
 * The containers and systemd units of a cgroup v2 hierarchy, each once. A container is not searched for others; a unit
 * is, because a service of a user has their containers below it.
 */
export function findContainers(root: string): Cgroup[] {
  const found = new Map<string, Cgroup>();
  const open = [{ path: '', depth: 0 }];
  for (let folders = 0; folders < MOST_FOLDERS; folders += 1) {
    const here = open.pop();
    if (!here) break;
    for (const entry of listFolders(join(root, here.path))) {
      const path = `${here.path}/${entry.name}`;
      const named = nameCgroup(path);
      const key = `${named?.runtime}/${named?.id}`;
      if (named && !found.has(key)) found.set(key, { ...named, folder: join(root, path) });
      if ((!named || named.runtime === 'systemd') && here.depth < DEEPEST) {
        open.push({ path, depth: here.depth + 1 });
      }
    }
  }
  return [...found.values()];
}

/** Empty for a group that ended meanwhile. */
function listFolders(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  } catch {
    return [];
  }
}
