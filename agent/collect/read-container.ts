import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cgroup } from './find-containers.ts';

/** Whether a device of io.stat, `major:minor`, only passes on what others of the list do: dm, md and loop. */
export type IsStacked = (device: string) => boolean;

/**
 * The record of one container as text: JSON with the keys of perfcollector2, sorted as there. Counters and bytes as the
 * kernel gives them (Documentation/admin-guide/cgroup-v2.rst), times in microseconds; null where there is no limit and
 * where the controller is not on. Throws the system's error when the group is gone.
 */
export function readContainer({ folder, id, runtime }: Cgroup, name: string, isStacked: IsStacked): string {
  const cpu = keyed(readFileSync(join(folder, 'cpu.stat'), 'utf8'));
  const memory = keyed(readControl(folder, 'memory.stat'));
  const [quota = null, period = null] = readControl(folder, 'cpu.max').trim().split(' ').map(toNumber);
  const io = sumIo(readControl(folder, 'io.stat'), isStacked);
  const single = (file: string): number | null => toNumber(readControl(folder, file).trim());
  return JSON.stringify({
    container_id: id,
    container_name: name,
    cpu_period: period,
    cpu_periods: cpu.get('nr_periods') ?? null,
    cpu_quota: quota,
    cpu_system_usec: cpu.get('system_usec') ?? null,
    cpu_throttled: cpu.get('nr_throttled') ?? null,
    cpu_throttled_usec: cpu.get('throttled_usec') ?? null,
    cpu_usage_usec: cpu.get('usage_usec') ?? null,
    cpu_user_usec: cpu.get('user_usec') ?? null,
    io_read_bytes: io?.rbytes ?? null,
    io_read_ops: io?.rios ?? null,
    io_write_bytes: io?.wbytes ?? null,
    io_write_ops: io?.wios ?? null,
    memory_anon: memory.get('anon') ?? null,
    memory_current: single('memory.current'),
    memory_file: memory.get('file') ?? null,
    memory_kernel: memory.get('kernel') ?? null,
    memory_max: single('memory.max'),
    memory_slab: memory.get('slab') ?? null,
    pids_current: single('pids.current'),
    pids_max: single('pids.max'),
    runtime,
  });
}

function readControl(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    // The controller is not on for this group, or the kernel too old for the file.
    return '';
  }
}

/** `max` and anything else that is no number is null. */
function toNumber(text: string): number | null {
  return /^\d{1,20}$/.test(text) ? Number(text) : null;
}

function keyed(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [key = '', value = ''] = line.split(' ');
    const number = toNumber(value);
    if (number !== null) values.set(key, number);
  }
  return values;
}

type Io = Record<'rbytes' | 'wbytes' | 'rios' | 'wios', number>;

/** Null where the controller is not on; an empty file of one that is on means that nothing was done. */
function sumIo(text: string, isStacked: IsStacked): Io | null {
  const sum: Io = { rbytes: 0, wbytes: 0, rios: 0, wios: 0 };
  for (const line of text.split('\n')) {
    const [device = '', ...fields] = line.split(' ');
    if (device === '' || isStacked(device)) continue;
    for (const field of fields) {
      const [key, value = ''] = field.split('=');
      if (key === 'rbytes' || key === 'wbytes' || key === 'rios' || key === 'wios')
        sum[key] += toNumber(value) ?? 0;
    }
  }
  return sum;
}
