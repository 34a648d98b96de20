import { z } from 'zod';
import { instant } from '#server/http/instant.ts';
import { REPORT_FORMATS } from '../report-formats.ts';
import { reportOptions } from '../report-options.ts';

const {
  title,
  customer,
  timeZone,
  sections,
  thresholds,
  percentiles,
  storageDevice,
  networkInterface,
  paper,
  branding,
} = reportOptions.shape;
const path = z.string().min(1).max(4096);
const moment = z.union([z.string().max(40), z.number()]).superRefine((value, context) => {
  const read = instant.safeParse(String(value));
  if (!read.success)
    context.addIssue({
      code: 'custom',
      message: `${read.error.issues[0]?.message ?? 'This is not a time'}.`,
    });
});

/** A configuration file as it is written: YAML with these keys. Paths are relative to the file. Everything has a default. */
export const reportConfig = z.strictObject({
  title,
  machine: z
    .strictObject({
      name: z.string().min(1).max(255).optional().describe('What the report calls the machine.'),
      uuid: z
        .string()
        .min(1)
        .max(255)
        .optional()
        .describe('What the files call it, where they have another name than that for it.'),
    })
    .optional()
    .describe('The machine that the report is about; all that the files have, unless said.'),
  storage_device: storageDevice.describe('The disk to show first, or auto for the busiest.'),
  network_interface: networkInterface.describe('The interface to show first, or auto for the busiest.'),
  data: z
    .union([path, z.array(path).min(1).max(1000)])
    .optional()
    .describe('The files or folders to report on, where the command names none. NAME=FILE says whose it is.'),
  start: moment.optional().describe('First moment: ISO 8601 (UTC unless it has a zone) or Unix seconds.'),
  end: moment.optional().describe('The moment before which it ends.'),
  compare: z
    .union([path, z.array(path).min(1).max(1000)])
    .optional()
    .describe('The files or folders of an earlier period to compare with. NAME=FILE says whose it is.'),
  compare_start: moment
    .optional()
    .describe('First moment of the period to compare with: in the files of compare, or in the same ones.'),
  compare_end: moment.optional().describe('The moment before which that period ends.'),
  time_zone: timeZone,
  sections,
  thresholds,
  percentiles,
  branding: z
    .strictObject({
      logo: path.optional().describe('A PNG or JPEG file.'),
      customer,
      accent: branding
        .unwrap()
        .shape.accent.describe('A colour such as #2457d6, in quotes: # begins a comment.'),
    })
    .optional()
    .describe('For whom the report is, and how it looks.'),
  formats: z.array(z.enum(REPORT_FORMATS)).min(1).optional().describe('What to write; pdf unless said.'),
  paper,
  output_dir: path.optional().describe('The folder to write to; the current one unless said.'),
});

export type ReportConfig = z.infer<typeof reportConfig>;
