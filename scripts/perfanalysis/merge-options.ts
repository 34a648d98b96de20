import { resolve } from 'node:path';
import { readLogo } from '#server/reports/configuration/read-logo.ts';
import type { ReportOptions } from '#server/reports/report-options.ts';
import type { Flags, Place } from './flags.ts';

/**
 * Options of a report with what the command line says in their place.
 * @throws AppError NOT_FOUND (the logo), INVALID_IMAGE
 */
export async function mergeOptions(
  options: ReportOptions,
  { title, customer, timezone, paper, sections, logo, accent }: Flags,
  { folder }: Place,
): Promise<ReportOptions> {
  const branding = {
    ...options.branding,
    ...(logo !== undefined && { logo: await readLogo(resolve(folder, logo), logo) }),
    ...(accent !== undefined && { accent }),
  };
  return {
    ...options,
    ...(title !== undefined && { title }),
    ...(customer !== undefined && { customer }),
    ...(timezone !== undefined && { timeZone: timezone }),
    // Which names there are is checked with the rest.
    ...(paper !== undefined && { paper: paper as NonNullable<ReportOptions['paper']> }),
    ...(sections !== undefined && {
      sections: sections.split(',').map((name) => name.trim()) as NonNullable<ReportOptions['sections']>,
    }),
    ...(Object.keys(branding).length > 0 && { branding }),
  };
}
