import type { Snapshot } from '#agent/procfs/snapshot.ts';
import type { SampleMoment } from './session-run.ts';

/** A snapshot as a moment. Agents that do not record the uptime may still say when the machine was started. */
export function momentOf({ time, uptime, stat }: Snapshot): SampleMoment {
  const bootTime = stat?.bootTime ?? null;
  return { time, uptime: uptime ?? (bootTime === null ? null : time / 1000 - bootTime) };
}
