/** What a running pcc says of itself, in its status file. Times are ISO 8601, UTC. */
export interface Status {
  state: 'running' | 'stopped';
  pid: number;
  version: string;
  mode: string;
  /** The file or server. */
  to: string;
  interval_seconds: number;
  started_at: string;
  updated_at: string;
  last_tick_at: string | null;
  ticks: number;
  /** Ticks that were missed because the one before, or the machine, took too long. */
  late: number;
  collectors_failing: number;
  /** Lines of level warn and error in the log. */
  warnings: number;
  errors: number;
  last_error: { at: string; event: string } | null;
  /** What the sink counts: written and dropped, or spool bytes, acknowledgements and so on. */
  sink: Readonly<Record<string, number | string | boolean | null>>;
}
