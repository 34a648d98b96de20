import { z } from 'zod';
import { instant } from '#server/http/instant.ts';

export const BODY_LIMITS = { wireBytes: 16 * 1024, unpackedBytes: 16 * 1024 };

/** A moment in JSON: as in a query, or Unix seconds or milliseconds as a number. */
const moment = z.union([z.string(), z.number().transform(String)]).pipe(instant);

/** Body of a request for a report. */
export const reportRequest = z.object({
  machine_id: z.string().min(1).max(255),
  start: moment,
  end: moment,
});

/** Query of a list. */
export const reportQuery = z.object({
  machine_id: z.string().min(1).max(255).exactOptional(),
  cursor: z.uuid().exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
