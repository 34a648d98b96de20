import { runTicks } from '../collect/run-ticks.ts';
import type { Settings } from '../config/settings.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { monotonicMs } from '../monotonic-ms.ts';
import { countLog } from '../status/count-log.ts';
import type { Status } from '../status/status.ts';
import { openRun, type Run } from './open-run.ts';
import type { SinkStatus } from './open-sink.ts';
import { VERSION } from './version.ts';
import { watchHangup } from './watch-hangup.ts';

export interface CollectOptions {
  settings: Settings;
  /** Reads the settings anew. Throws when they cannot be used. */
  reread: () => Settings;
  log: Log;
  signal: AbortSignal;
}

const GRACE_MS = 3000;

/**
 * Collects until the duration is over or the signal comes, then delivers what is left for 3 s at most. SIGHUP reloads:
 * settings that cannot be used are logged and the old ones stay. Logs each tick (`tick`: its number and time in Unix
 * ms) at level debug and a `summary` at the end.
 */
export async function collect(options: CollectOptions): Promise<void> {
  const { reread, signal } = options;
  const { log, counts } = countLog(options.log);
  const startedAt = new Date().toISOString();
  const totals: Record<string, number> = {};
  let [ticks, late] = [0, 0];
  let firstTick: number | null = null;
  let lastTickAt: string | null = null;
  let run = openRun(options.settings, log);

  const status = (state: Status['state']): Status => ({
    state,
    pid: process.pid,
    version: VERSION,
    mode: run.settings.mode,
    to: run.sink.name,
    interval_seconds: run.settings.frequency / 1000,
    started_at: startedAt,
    updated_at: new Date().toISOString(),
    last_tick_at: lastTickAt,
    ticks,
    late,
    collectors_failing: run.sampler.failing(),
    warnings: counts.warnings,
    errors: counts.errors,
    last_error: counts.lastError,
    sink: addTotals(run.sink.status(), totals),
  });
  const onTick = async (): Promise<void> => {
    firstTick ??= monotonicMs();
    const records = await run.sampler.sample();
    run.notifier.alive();
    if (records.length > 0) {
      if (ticks === 0) run.notifier.ready();
      ticks += 1;
      lastTickAt = new Date(timeOf(records)).toISOString();
      log.debug('tick', { seq: run.sink.take(records), time_ms: timeOf(records) });
    }
    run.statusFile.write(() => status('running'));
  };
  const onMissed = (missed: number): void => {
    late += missed;
    log.warn('late, ticks left out', { missed });
  };
  const closeRun = async (graceMs: number): Promise<void> => {
    for (const [name, count] of Object.entries(await run.close(graceMs))) {
      totals[name] = name === 'waiting' ? count : (totals[name] ?? 0) + count;
    }
  };

  const hangup = watchHangup(signal);
  for (;;) {
    const { frequency: interval, duration } = run.settings;
    const elapsed = firstTick === null ? 0 : monotonicMs() - firstTick;
    await runTicks({
      interval,
      duration: duration === 0 ? 0 : Math.max(1, duration - elapsed),
      signal: hangup.next(),
      onTick,
      onMissed,
    });
    if (signal.aborted || !hangup.happened()) break;
    run = await reload(run, { reread, log, closeRun });
  }
  hangup.close();

  run.notifier.stopping();
  const last = status('stopped');
  await closeRun(GRACE_MS);
  run.statusFile.write(() => ({ ...last, sink: { ...last.sink, ...totals } }), 'now');
  log.info('summary', { ticks, late, ...totals });
}

interface Reload {
  reread: () => Settings;
  log: Log;
  closeRun: (graceMs: number) => Promise<void>;
}

/** The run that goes on after SIGHUP. What is not delivered yet lies in the spool, where the new one finds it. */
async function reload(run: Run, { reread, log, closeRun }: Reload): Promise<Run> {
  const refuse = (error: unknown): void =>
    log.error('new settings refused, the old ones stay', {
      reason: error instanceof Error ? error.message : String(error),
    });
  let settings: Settings;
  try {
    settings = reread();
  } catch (error) {
    refuse(error);
    return run;
  }
  await closeRun(0);
  try {
    const fresh = openRun(settings, log);
    log.info('reloaded');
    return fresh;
  } catch (error) {
    refuse(error);
    return openRun(run.settings, log);
  }
}

/** What this sink counted, and those before the last reload did. */
function addTotals(now: SinkStatus, before: Readonly<Record<string, number>>): SinkStatus {
  const entries = Object.entries(now).map(([name, value]) => {
    const earlier = name === 'waiting' ? 0 : (before[name] ?? 0);
    return [name, typeof value === 'number' ? value + earlier : value] as const;
  });
  return Object.fromEntries(entries);
}

function timeOf([first]: readonly CollectionRecord[]): number {
  return first ? first.timestamp * 1000 + (first.ms ?? 0) : 0;
}
