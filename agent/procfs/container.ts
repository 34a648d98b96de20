import { jsonFields } from './json-fields.ts';
import { parseJsonObject } from './parse-json-object.ts';
import { ProcfsError } from './procfs-error.ts';

/** What cgroup v2 counts of one container. Null where a controller is off or the kernel has no such file. */
export interface Container {
  id: string;
  /** '' where the collector could not learn it. */
  name: string;
  runtime: string;
  /** Microseconds of CPU. */
  cpuUsage: number | null;
  cpuUser: number | null;
  cpuSystem: number | null;
  /** Enforcement periods of the CPU limit, and those in which the limit was hit. */
  cpuPeriods: number | null;
  cpuThrottled: number | null;
  /** Bytes; `memoryMax` is null without a limit. */
  memoryCurrent: number | null;
  memoryMax: number | null;
  memoryAnon: number | null;
  memoryFile: number | null;
  ioReadBytes: number | null;
  ioWriteBytes: number | null;
  ioReads: number | null;
  ioWrites: number | null;
  pids: number | null;
}

const SUBSYSTEM = 'container';
/** Keys of the snapshot; `__proto__` is none. */
const ID = /^[A-Za-z0-9]/;
/** cgroup v1 says "no limit" with the largest multiple of a page below 2^63. */
const NO_LIMIT = 2 ** 62;

/** Parses a record `container/<runtime>/<id>`, one JSON object. Throws ProcfsError. */
export function parseContainer(text: string): Container {
  const object = parseJsonObject(text, SUBSYSTEM, 'the record');
  const field = jsonFields(object, SUBSYSTEM, '');
  const id = field.text('container_id');
  if (id === null || !ID.test(id)) {
    throw new ProcfsError(SUBSYSTEM, 1, 'container_id is missing or does not begin with a letter or digit');
  }
  return {
    id,
    name: field.text('container_name') ?? '',
    runtime: field.text('runtime') ?? '',
    cpuUsage: field.number('cpu_usage_usec'),
    cpuUser: field.number('cpu_user_usec'),
    cpuSystem: field.number('cpu_system_usec'),
    cpuPeriods: field.number('cpu_periods'),
    cpuThrottled: field.number('cpu_throttled'),
    memoryCurrent: field.number('memory_current'),
    memoryMax: limit(object.memory_max),
    memoryAnon: field.number('memory_anon'),
    memoryFile: field.number('memory_file'),
    ioReadBytes: field.number('io_read_bytes'),
    ioWriteBytes: field.number('io_write_bytes'),
    ioReads: field.number('io_read_ops'),
    ioWrites: field.number('io_write_ops'),
    pids: field.number('pids_current'),
  };
}

/** A limit in bytes; "max", 0, negative and absurdly large numbers are how collectors write that there is none. */
function limit(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value < NO_LIMIT ? value : null;
}
