import { z } from 'zod';
import type { LookedOptions } from '#server/reports/branding/with-look.ts';
import { reportOptions } from '#server/reports/report-options.ts';

/** Options as forms send them: logo (a data URL) and accent beside the rest. */
export const lookedOptions = reportOptions.omit({ branding: true }).extend({
  logo: z.string().max(1_000_000).exactOptional(),
  accent: z.string().max(20).exactOptional(),
}) satisfies z.ZodType<LookedOptions>;
