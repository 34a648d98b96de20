import { z } from 'zod';
import { SECTION_IDS } from './model/section-ids.ts';
import { thresholdFault } from './model/threshold-fault.ts';
import { THRESHOLDS, type ThresholdId } from './model/thresholds.ts';
import { PAPER_SIZES } from './pdf/paper.ts';

/** 2 MB of base64: more than any logo that looks sharp on paper needs. */
const MOST_LOGO = 2_800_000;

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const limits = z
  .strictObject({
    watch: z.number().min(0).describe('Above this a figure deserves attention.'),
    act: z.number().min(0).describe('Above this somebody should do something.'),
  })
  .partial();

const thresholdShape = Object.fromEntries(
  Object.entries(THRESHOLDS).map(([id, { why }]) => [id, limits.optional().describe(why)]),
) as { [Id in keyof typeof THRESHOLDS]: z.ZodOptional<typeof limits> };

/** Tells limits that contradict each other. */
function checkOrder(
  chosen: { readonly [Id in ThresholdId]?: z.infer<typeof limits> | undefined },
  context: z.RefinementCtx,
): void {
  for (const id of Object.keys(chosen) as ThresholdId[]) {
    const message = thresholdFault(id, chosen[id] ?? {});
    if (message !== null) context.addIssue({ code: 'custom', path: [id], message });
  }
}

/** What a reader of a report may choose. Everything has a default. */
export const reportOptions = z.strictObject({
  title: z.string().min(1).max(200).optional().describe('Title of the report.'),
  customer: z.string().min(1).max(200).optional().describe('Whom it is for.'),
  timeZone: z
    .string()
    .refine(isZone, 'There is no such time zone. Give an IANA name, such as Europe/Berlin.')
    .optional()
    .describe('IANA name of the zone in which times are written; UTC unless said.'),
  sections: z
    .array(z.enum(SECTION_IDS))
    .min(1)
    .optional()
    .describe('Sections of the report; all unless said. Their order is fixed.'),
  thresholds: z
    .strictObject(thresholdShape)
    .superRefine(checkOrder)
    .optional()
    .describe('Limits of the verdicts.'),
  storageDevice: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('The disk to show first; the busiest unless said.'),
  networkInterface: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('The interface to show first; the busiest unless said.'),
  percentiles: z
    .array(z.number().min(0).max(100))
    .min(1)
    .max(12)
    .optional()
    .describe('Percentiles that tables show: 50, 75, 90, 95, 97.5, 99, 100 unless said.'),
  paper: z.enum(PAPER_SIZES).optional().describe('The paper of the PDF; a4 unless said.'),
  branding: z
    .strictObject({
      logo: z
        .strictObject({
          dataUrl: z
            .string()
            .max(MOST_LOGO)
            .regex(
              /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/,
              'A logo is a PNG or JPEG as a data URL.',
            ),
          width: z.int().min(1).max(10_000),
          height: z.int().min(1).max(10_000),
        })
        .optional(),
      accent: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, 'An accent is a colour such as #2457d6.')
        .optional(),
    })
    .optional()
    .describe('Logo and colour of the customer.'),
});

export type ReportOptions = z.infer<typeof reportOptions>;
