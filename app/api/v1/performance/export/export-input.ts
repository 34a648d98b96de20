import { z } from 'zod';
import { KINDS } from '#agent/contract/sample.ts';
import { instant } from '#server/http/instant.ts';
import { EXPORT_FORMATS, EXPORT_RESOLUTIONS } from '#server/metrics/export/export-request.ts';

/** Query of an export. */
export const exportQuery = z.object({
  machine_id: z.string().min(1).max(255),
  start: instant.optional(),
  end: instant.optional(),
  format: z.enum(EXPORT_FORMATS).default('csv'),
  resolution: z.enum(EXPORT_RESOLUTIONS).default('raw'),
  kind: z.enum([...KINDS, 'all']).default('host'),
});
