import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { readTimeZone } from './read-time-zone.ts';
import { readUserHz } from './read-user-hz.ts';
import { readVirtualization } from './read-virtualization.ts';

export interface HostSources {
  procRoot: string;
  sysRoot: string;
  /** Interval the collector keeps, in milliseconds. */
  frequency: number;
}

const KB_PER_MB = 1024;

/** The record `host[*]`: what this machine is. See procfs/host.ts for its shape; what cannot be read is null. */
export function readHost({ procRoot, sysRoot, frequency }: HostSources): string {
  const cpuinfo = readText(join(procRoot, 'cpuinfo')) ?? '';
  const memory = /^MemTotal:\s+(\d+) kB/m.exec(readText(join(procRoot, 'meminfo')) ?? '')?.[1];
  const cpus = readText(join(procRoot, 'stat'))?.match(/^cpu\d+ /gm)?.length;
  return JSON.stringify({
    hostname: readText(join(procRoot, 'sys/kernel/hostname'))?.trim() || hostname(),
    // Beside /proc, so that another root brings its own.
    os_release: prettyName(readText(join(dirname(procRoot), 'etc/os-release')) ?? ''),
    kernel: readText(join(procRoot, 'sys/kernel/osrelease'))?.trim() ?? null,
    user_hz: readUserHz(procRoot),
    virtualization: readVirtualization(sysRoot, cpuinfo),
    // x86 says "model name"; ARM "Processor" or nothing, POWER "cpu", s390 "processor 0".
    cpu_model: /^(?:model name|Processor|cpu)\s*:\s*(.+)$/m.exec(cpuinfo)?.[1]?.trim().slice(0, 256) ?? null,
    cpu_count: cpus ?? null,
    memory_total_mb: memory === undefined ? null : Number(memory) / KB_PER_MB,
    interval_seconds: frequency / 1000,
    time_zone: readTimeZone(dirname(procRoot)),
  });
}

function prettyName(osRelease: string): string | null {
  return /^PRETTY_NAME="?([^"\n]{1,256})"?$/m.exec(osRelease)?.[1] ?? null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
