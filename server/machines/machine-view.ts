import { type MachineStatus, machineStatus } from './machine-status.ts';

/** A machine as answers show it. Times are ISO 8601 UTC. */
export interface MachineView {
  /** Internal id; `machine_id` is the name by which files and agents know the machine. */
  id: string;
  machine_id: string;
  display_name: string | null;
  hostname: string | null;
  status: MachineStatus;
  last_seen: string | null;
  interval_seconds: number | null;
  os: string | null;
  kernel: string | null;
  cpu_model: string | null;
  cpu_count: number | null;
  memory_total_mb: number | null;
  /** Mbit/s by interface, where known; null: its agent said nothing of interfaces. */
  link_speeds: Record<string, number> | null;
  cloud_provider: string | null;
  region: string | null;
  instance_type: string | null;
  hourly_cost: number | null;
  /** IANA name. */
  time_zone: string | null;
  tags: Record<string, string>;
  created_at: string;
}

/** A row of `machine` as pg gives it. */
export interface MachineRow extends Omit<MachineView, 'status' | 'last_seen' | 'created_at'> {
  last_seen_at: Date | null;
  created_at: Date;
}

/** The columns of MachineRow. */
export const MACHINE_COLUMNS = `id, machine_id, display_name, hostname, last_seen_at, interval_seconds, os, kernel,
  cpu_model, cpu_count, memory_total_mb, link_speeds, cloud_provider, region, instance_type, hourly_cost, time_zone, tags, created_at`;

/** A machine's row as an answer. */
export function machineView(row: MachineRow, now = Date.now()): MachineView {
  const { last_seen_at: lastSeen, created_at: createdAt, ...rest } = row;
  return {
    ...rest,
    status: machineStatus(lastSeen, row.interval_seconds, now),
    last_seen: lastSeen?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}
