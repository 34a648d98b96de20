import { collect } from '#agent/cli/collect.ts';
import { readSettings } from '#agent/config/read-settings.ts';
import { createLog } from '#agent/log.ts';

/**
 * Samples this host with the agent's collector, in local mode, into `file`.
 * @param times duration and interval in milliseconds
 * @param tell what of it is done, as a share of 1
 * @throws Error when the host cannot be sampled
 */
export async function collectHost(
  file: string,
  { duration, interval }: { duration: number; interval: number },
  tell: (share: number) => void,
): Promise<void> {
  const argv = [
    ...['--mode', 'local', '--collection', file, '--status', 'none'],
    ...['--frequency', `${interval}ms`, '--duration', `${duration}ms`, '--loglevel', 'error'],
    ...['--fsync-ticks', '3600', '--rotate-mb', '0', '--rotate-age', '0'],
  ];
  // What the agent of this host is told, by environment or in its own file, is for another purpose.
  const { settings } = readSettings(argv, {}, `${file}.settings`);
  const began = Date.now();
  const ticker = setInterval(() => tell(Math.min(1, (Date.now() - began) / duration)), 200);
  try {
    await collect({
      settings,
      reread: () => settings,
      log: createLog('error', (line) => process.stderr.write(line)),
      signal: new AbortController().signal,
    });
  } finally {
    clearInterval(ticker);
  }
}
