import type { Container } from '../procfs/container.ts';
import { counterDelta } from './counter-delta.ts';
import { perSecond } from './per-second.ts';
import type { Values } from './values.ts';

const BYTES_PER_MB = 1024 * 1024;
const USEC_PER_SECOND = 1e6;

/**
 * One container over `seconds`. CPU is in percent of one CPU, as docker stats shows it, so it may pass 100. A container
 * that was made anew under the same name starts over: its rates are unknown in its first interval.
 */
export function containerValues(
  previous: Container | undefined,
  current: Container,
  seconds: number,
): Values {
  const before = previous?.id === current.id ? previous : undefined;
  const { memoryCurrent, memoryMax } = current;
  return {
    container_cpu: percentOfCpu(before?.cpuUsage, current.cpuUsage, seconds),
    container_cpu_user: percentOfCpu(before?.cpuUser, current.cpuUser, seconds),
    container_cpu_system: percentOfCpu(before?.cpuSystem, current.cpuSystem, seconds),
    container_throttled: throttled(before, current),
    container_mem_used: toMb(memoryCurrent),
    container_mem_limit: toMb(memoryMax),
    container_mem_percent:
      memoryCurrent === null || memoryMax === null ? null : (100 * memoryCurrent) / memoryMax,
    container_mem_anon: toMb(current.memoryAnon),
    container_mem_file: toMb(current.memoryFile),
    container_read_bytes: perSecond(before?.ioReadBytes, current.ioReadBytes, seconds),
    container_write_bytes: perSecond(before?.ioWriteBytes, current.ioWriteBytes, seconds),
    container_read_ops: perSecond(before?.ioReads, current.ioReads, seconds),
    container_write_ops: perSecond(before?.ioWrites, current.ioWrites, seconds),
    container_pids: current.pids,
  };
}

/** 100 is one CPU for the whole interval. */
function percentOfCpu(before: number | null | undefined, now: number | null, seconds: number): number | null {
  const usec = counterDelta(before, now);
  return usec === null ? null : (usec / (seconds * USEC_PER_SECOND)) * 100;
}

/** Percent of the enforcement periods in which the CPU limit was hit; unknown without a limit (no periods). */
function throttled(before: Container | undefined, current: Container): number | null {
  const periods = counterDelta(before?.cpuPeriods, current.cpuPeriods);
  const hit = counterDelta(before?.cpuThrottled, current.cpuThrottled);
  return periods === null || hit === null || periods === 0 ? null : Math.min(100, (100 * hit) / periods);
}

const toMb = (bytes: number | null): number | null => (bytes === null ? null : bytes / BYTES_PER_MB);
