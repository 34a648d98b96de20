import { jsonFields } from './json-fields.ts';
import { parseJsonObject } from './parse-json-object.ts';
import { ProcfsError } from './procfs-error.ts';

/** One file system as statfs(2) tells it, in blocks of `blockSize` bytes. */
export interface Filesystem {
  blockSize: number;
  blocksTotal: number;
  blocksFree: number;
  /** To users other than root. */
  blocksAvailable: number;
}

/** By mount point. */
export type Statfs = Record<string, Filesystem>;

const SUBSYSTEM = 'statfs[*]';
/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;

/**
 * Parses the record `statfs[*]`, a JSON object per line:
 * {"mount_point":"/","block_size":4096,"blocks_total":3,"blocks_free":2,"blocks_available":1}.
 * Empty text is a host without file systems of its own. Throws ProcfsError.
 */
export function parseStatfs(text: string): Statfs {
  const mounts = new Map<string, Filesystem>();
  for (const [index, row] of text.split('\n').entries()) {
    if (row === '') continue;
    const what = `file system ${index + 1}`;
    const object = parseJsonObject(row, SUBSYSTEM, what);
    const mountPoint = object.mount_point;
    if (typeof mountPoint !== 'string' || mountPoint === '' || mountPoint.length > LONGEST_PATH) {
      throw new ProcfsError(
        SUBSYSTEM,
        index + 1,
        `mount_point must be a path of 1 to ${LONGEST_PATH} characters`,
      );
    }
    const field = jsonFields(object, SUBSYSTEM, `${what}: `);
    const required = (key: string): number => {
      const value = field.number(key);
      if (value === null) throw new ProcfsError(SUBSYSTEM, index + 1, `${key} is missing`);
      return value;
    };
    mounts.set(mountPoint, {
      blockSize: required('block_size'),
      blocksTotal: required('blocks_total'),
      blocksFree: required('blocks_free'),
      blocksAvailable: required('blocks_available'),
    });
  }
  return Object.fromEntries(mounts);
}
