import { resolve } from 'node:path';
import { AppError } from '#server/errors.ts';
import { checkOptions } from '#server/reports/check-options.ts';
import { configOptions } from '#server/reports/configuration/config-options.ts';
import { type FoundConfig, readConfig } from '#server/reports/configuration/read-config.ts';
import type { Flags, Place } from './flags.ts';
import { mergeOptions } from './merge-options.ts';
import { planCompare } from './plan-compare.ts';
import { planOutputs } from './plan-outputs.ts';
import { planSource } from './plan-source.ts';
import { readMoment } from './read-moment.ts';
import type { ReportRequest } from './request.ts';
import { UsageError } from './usage-error.ts';

const COUNTERS = ['rate', 'cumulative'] as const;

/**
 * Makes one request of flags, environment and configuration, in this order of rank.
 * @throws UsageError
 */
export async function planReport(
  { files, flags }: { files: readonly string[]; flags: Flags },
  place: Place,
): Promise<ReportRequest> {
  try {
    const named = flags.config ?? (place.environment.REPORT_CONFIG || undefined);
    const found: FoundConfig =
      named === undefined
        ? { config: {}, folder: place.folder, source: null }
        : await readConfig(resolve(place.folder, named), named);
    const { config } = found;
    const chosen = flags.machine ?? config.machine?.uuid ?? config.machine?.name ?? null;
    const counters = COUNTERS.find((known) => known === flags.counters) ?? null;
    if (flags.counters !== undefined && counters === null)
      throw new UsageError(`--counters is "${flags.counters}": allowed are ${COUNTERS.join(' and ')}.`);
    const options = checkOptions(await mergeOptions(await configOptions(found), flags, place));
    return {
      counters,
      from: planSource({ files, flags }, place, found),
      machine: flags.collect === undefined ? chosen : null,
      name: config.machine?.name ?? flags.machine ?? null,
      isOnlyName: flags.machine === undefined && config.machine?.uuid === undefined,
      start: readMoment(flags.start ?? config.start, 'start'),
      end: readMoment(flags.end ?? config.end, 'end'),
      compare: planCompare(flags, place, found, options.sections),
      options,
      outputs: planOutputs(flags, place, found),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}
