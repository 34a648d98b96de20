import type { FoundConfig } from '#server/reports/configuration/read-config.ts';
import type { Flags, Place } from './flags.ts';
import { nameInput } from './name-input.ts';
import { readMoment } from './read-moment.ts';
import type { ReportRequest } from './request.ts';
import { UsageError } from './usage-error.ts';

/**
 * The earlier period to compare with; null for none.
 * @param sections that were chosen; all unless said
 * @throws UsageError when nothing says which period it is, or when the report would not show it
 */
export function planCompare(
  flags: Flags,
  { folder }: Place,
  { config, folder: ofConfig }: FoundConfig,
  sections: readonly string[] | undefined,
): ReportRequest['compare'] {
  const start = readMoment(flags.compareStart ?? config.compare_start, 'compare-start');
  const end = readMoment(flags.compareEnd ?? config.compare_end, 'compare-end');
  const configured = config.compare === undefined ? [] : [config.compare].flat();
  const inputs = flags.compare
    ? flags.compare.map((text) => nameInput(text, folder))
    : configured.map((text) => nameInput(text, ofConfig));
  if (inputs.length === 0 && start === null && end === null) return null;
  if (sections && !sections.includes('comparison'))
    throw new UsageError(
      `Two periods are compared in the section comparison, and the chosen ones are ${sections.join(', ')}. Choose it too.`,
    );
  if (inputs.length > 0) return { inputs, start, end };
  if (start !== null && end !== null) return { inputs: null, start, end };
  throw new UsageError(
    'To compare with a period of the same files, say where it starts and where it ends: --compare-start and --compare-end.',
  );
}
