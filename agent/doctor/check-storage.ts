import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Finding } from './finding.ts';

const MB = 1024 * 1024;
/** A day of a small host at 5 s, plain. */
const LEAST_LOCAL_MB = 200;

/** Whether the spool, or the collection file, can be written and has room. */
export function checkStorage(settings: Settings): Finding {
  const isLocal = settings.mode === 'local';
  const check = isLocal ? 'collection' : 'spool';
  const path = resolve(isLocal ? settings.collection : settings.spool);
  const setting = isLocal ? 'PCC_COLLECTION' : 'PCC_SPOOL';
  const wrong = (says: string): Finding => ({ check, state: 'wrong', says });

  if (existsSync(path) && statSync(path).isDirectory() === isLocal) {
    return wrong(`${path} is ${isLocal ? 'a folder' : 'no folder'}: give ${setting} another path`);
  }
  const there = nearest(path);
  try {
    accessSync(there, statSync(there).isDirectory() ? constants.W_OK | constants.X_OK : constants.W_OK);
  } catch {
    return wrong(
      `${there} cannot be written by this user: give it to the user pcc runs as, or set ${setting}`,
    );
  }
  const { bavail, bsize } = statfsSync(there);
  const free = Math.floor((bavail * bsize) / MB);
  const needed = isLocal ? LEAST_LOCAL_MB : settings.spoolMb;
  if (free < needed) {
    const less = isLocal ? 'PCC_ROTATE_MB with PCC_ROTATE_KEEP' : 'a smaller PCC_SPOOL_MB';
    return wrong(`${free} MB free for ${path}, ${needed} MB may be needed: make room, or set ${less}`);
  }
  return { check, state: 'ok', says: `${path} can be written, ${free} MB free` };
}

/** The path, or the closest folder above it that is there. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}
