import { type LookedOptions, withLook } from '../branding/with-look.ts';
import type { ReportOptions } from '../report-options.ts';

/** What is to be another, option by option; null: as if it had never been said. What is not named stays. */
export type OptionChanges = { [Name in keyof LookedOptions]?: LookedOptions[Name] | null };

/** Options with some of them changed. One that holds several values, such as `thresholds`, is replaced whole. */
export function changeOptions(
  { branding: { logo, accent } = {}, ...rest }: ReportOptions,
  changes: OptionChanges,
): ReportOptions {
  const all = {
    ...rest,
    ...(logo && { logo: logo.dataUrl }),
    ...(accent !== undefined && { accent }),
    ...changes,
  };
  const said = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
  return withLook(Object.fromEntries(said) as LookedOptions);
}
