import { parseInput } from '#server/http/parse-input.ts';
import { checkLogo } from './check-logo.ts';
import { type ReportOptions, reportOptions } from './report-options.ts';

/**
 * Options as they are kept: a logo is measured here, whatever was said about it.
 * @throws AppError INVALID_INPUT, INVALID_IMAGE
 */
export function checkOptions(options: ReportOptions = {}): ReportOptions {
  const { branding, ...rest } = parseInput(reportOptions, options);
  if (!branding?.logo) return { ...rest, ...(branding && { branding }) };
  return { ...rest, branding: { ...branding, logo: checkLogo(branding.logo.dataUrl) } };
}
