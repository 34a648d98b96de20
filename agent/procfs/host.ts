import { jsonFields } from './json-fields.ts';
import { parseJsonObject } from './parse-json-object.ts';

/** What a machine says of itself; null where it cannot tell. */
export interface Host {
  hostname: string | null;
  /** PRETTY_NAME of /etc/os-release. */
  osRelease: string | null;
  kernel: string | null;
  /** Ticks per second of /proc/stat; 100 on every common architecture. */
  userHz: number | null;
  /** kvm, vmware, microsoft, xen, …; `none` on bare metal. */
  virtualization: string | null;
  cpuModel: string | null;
  cpuCount: number | null;
  memoryTotalMb: number | null;
  /** The interval the collector was told to keep, in seconds. */
  intervalSeconds: number | null;
  /** IANA name of the system's time zone. */
  timeZone: string | null;
}

const SUBSYSTEM = 'host[*]';

/**
 * Parses our own record `host[*]`, a JSON object with hostname, os_release, kernel, user_hz, virtualization, cpu_model,
 * cpu_count, memory_total_mb, interval_seconds and time_zone; absent fields are null. Throws ProcfsError.
 */
export function parseHost(text: string): Host {
  const field = jsonFields(parseJsonObject(text, SUBSYSTEM, 'the record'), SUBSYSTEM, '');
  return {
    hostname: field.text('hostname'),
    osRelease: field.text('os_release'),
    kernel: field.text('kernel'),
    userHz: field.number('user_hz'),
    virtualization: field.text('virtualization'),
    cpuModel: field.text('cpu_model'),
    cpuCount: field.number('cpu_count'),
    memoryTotalMb: field.number('memory_total_mb'),
    intervalSeconds: field.number('interval_seconds'),
    timeZone: field.text('time_zone'),
  };
}
