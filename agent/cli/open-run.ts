import { collectors } from '../collect/collectors.ts';
import { createSampler, type Sampler } from '../collect/create-sampler.ts';
import { readSystemd } from '../config/read-systemd.ts';
import type { Settings } from '../config/settings.ts';
import { openFileSink } from '../local/open-file-sink.ts';
import type { Log } from '../log.ts';
import { type Notifier, openNotifier } from '../status/open-notifier.ts';
import { openStatusFile, type StatusFile } from '../status/open-status-file.ts';
import { openSink, type Sink } from './open-sink.ts';

/** All that is open while one set of settings holds. */
export interface Run {
  settings: Settings;
  sampler: Sampler;
  sink: Sink;
  notifier: Notifier;
  statusFile: StatusFile;
  /** Ends within about `graceMs`; answers what became of the ticks. */
  close(graceMs: number): Promise<Record<string, number>>;
}

/** Opens collectors, sink and the rest. Throws when the file or the spool cannot be opened. */
export function openRun(settings: Settings, log: Log): Run {
  const sampler = createSampler(collectors(settings, log), log);
  const sink =
    settings.mode === 'local' ? openFileSink(settings, log, sampler.recordFacts) : openSink(settings, log);
  const { frequency: interval, mode } = settings;
  const notifier = openNotifier(readSystemd(), interval, log);
  log.info('collecting', { mode, frequency_ms: interval, to: sink.name });
  return {
    settings,
    sampler,
    sink,
    notifier,
    statusFile: openStatusFile(settings.statusFile, log),
    close(graceMs) {
      notifier.close();
      sampler.close();
      return sink.close(graceMs);
    },
  };
}
