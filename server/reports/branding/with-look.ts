import type { ReportOptions } from '../report-options.ts';

/** Options with logo (a data URL) and accent beside them, as forms and requests carry them. */
export type LookedOptions = Omit<ReportOptions, 'branding'> & { logo?: string; accent?: string };

/** The same as options. The logo is measured when they are checked. */
export function withLook({ logo, accent, ...options }: LookedOptions): ReportOptions {
  if (logo === undefined && accent === undefined) return options;
  return {
    ...options,
    branding: {
      ...(logo !== undefined && { logo: { dataUrl: logo, width: 1, height: 1 } }),
      ...(accent !== undefined && { accent }),
    },
  };
}
