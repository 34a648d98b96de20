import { parseCounter } from './parse-counter.ts';
import { ProcfsError } from './procfs-error.ts';
import { scanCounters } from './scan-counters.ts';

/** What the catalogue uses of /proc/meminfo, in kB as the kernel writes it (1 kB = 1,024 bytes). */
export interface Meminfo {
  total: number;
  free: number;
  /** Since Linux 3.14; null before. */
  available: number | null;
  buffers: number | null;
  cached: number | null;
  slab: number | null;
  slabReclaimable: number | null;
  swapTotal: number | null;
  swapFree: number | null;
  /** Promised to processes (Committed_AS). This and the next are for sar's columns and absent where there is no such line. */
  committed?: number;
  active?: number;
  inactive?: number;
  dirty?: number;
}

const SUBSYSTEM = '/proc/meminfo';

const FIELDS: ReadonlyMap<string, keyof Meminfo> = new Map([
  ['MemTotal', 'total'],
  ['MemFree', 'free'],
  ['MemAvailable', 'available'],
  ['Buffers', 'buffers'],
  ['Cached', 'cached'],
  ['Slab', 'slab'],
  ['SReclaimable', 'slabReclaimable'],
  ['SwapTotal', 'swapTotal'],
  ['SwapFree', 'swapFree'],
  ['Committed_AS', 'committed'],
  ['Active', 'active'],
  ['Inactive', 'inactive'],
  ['Dirty', 'dirty'],
]);
/** What is read; nothing else needs to be recorded. */
export const MEMINFO_KEYS: readonly string[] = [...FIELDS.keys()];
const UNIT = ' kB';

/** Parses /proc/meminfo. Throws ProcfsError when MemTotal or MemFree is missing or a value is no number of kB. */
export function parseMeminfo(text: string): Meminfo {
  const found = new Map<keyof Meminfo, number>();
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const colon = row.indexOf(':');
    const key = row.slice(0, Math.max(colon, 0));
    const field = FIELDS.get(key);
    if (field) found.set(field, parseKilobytes(row, colon + 1, key, line));
  }
  const required = (field: 'total' | 'free', key: string): number => {
    const value = found.get(field);
    if (value === undefined) throw new ProcfsError(SUBSYSTEM, 0, `${key} is missing`);
    return value;
  };
  const optional = (field: 'committed' | 'active' | 'inactive' | 'dirty'): Partial<Meminfo> => {
    const value = found.get(field);
    return value === undefined ? {} : { [field]: value };
  };
  return {
    total: required('total', 'MemTotal'),
    free: required('free', 'MemFree'),
    available: found.get('available') ?? null,
    buffers: found.get('buffers') ?? null,
    cached: found.get('cached') ?? null,
    slab: found.get('slab') ?? null,
    slabReclaimable: found.get('slabReclaimable') ?? null,
    swapTotal: found.get('swapTotal') ?? null,
    swapFree: found.get('swapFree') ?? null,
    ...optional('committed'),
    ...optional('active'),
    ...optional('inactive'),
    ...optional('dirty'),
  };
}

function parseKilobytes(row: string, from: number, field: string, line: number): number {
  const [quick, more] = row.endsWith(UNIT) ? (scanCounters(row.slice(0, -UNIT.length), from) ?? []) : [];
  if (quick !== undefined && more === undefined) return quick;
  const [value, unit] = row.slice(from).trim().split(/\s+/);
  if (unit !== 'kB') throw new ProcfsError(SUBSYSTEM, line, `${field} must be in kB`);
  return parseCounter(value, { subsystem: SUBSYSTEM, line, field });
}
