import type { Snapshot } from '../procfs/snapshot.ts';
import type { Values } from './values.ts';

/** What is waiting for a CPU or a disk now: gauges, known without a previous snapshot. */
export function loadValues(current: Snapshot): Values {
  const [one = null, five = null, fifteen = null] = current.loadavg ?? [];
  return {
    load_1: one,
    load_5: five,
    load_15: fifteen,
    procs_running: current.stat?.procsRunning ?? null,
    procs_blocked: current.stat?.procsBlocked ?? null,
  };
}
