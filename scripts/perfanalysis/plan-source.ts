import type { FoundConfig } from '#server/reports/configuration/read-config.ts';
import type { Flags, Place } from './flags.ts';
import { nameInput } from './name-input.ts';
import { readTime } from './read-time.ts';
import type { ReportRequest } from './request.ts';
import { UsageError } from './usage-error.ts';

/** The agent takes samples no faster and no slower. */
const INTERVAL_MS = { least: 1000, most: 60_000 } as const;
const LONGEST_COLLECT_MS = 24 * 3600 * 1000;

/**
 * What to report on: the files that were named, those of the configuration, or this host.
 * @throws UsageError when that is nothing, or both
 */
export function planSource(
  { files, flags }: { files: readonly string[]; flags: Flags },
  { folder }: Place,
  { config, folder: ofConfig }: FoundConfig,
): ReportRequest['from'] {
  if (flags.collect !== undefined) {
    if (files.length > 0) throw new UsageError('Either name files, or sample this host with --collect.');
    const interval = readTime(flags.interval, '--interval', INTERVAL_MS);
    // Two intervals are the least of which there is anything to say.
    return {
      collect: {
        interval,
        duration: readTime(flags.collect, '--collect', { least: 2 * interval, most: LONGEST_COLLECT_MS }),
      },
    };
  }
  const data = config.data === undefined ? [] : [config.data].flat();
  const inputs =
    files.length > 0
      ? files.map((text) => nameInput(text, folder))
      : data.map((text) => nameInput(text, ofConfig));
  if (inputs.length > 0) return { inputs };
  throw new UsageError('Name files to report on, or sample this host with --collect 60s. See --help.');
}
