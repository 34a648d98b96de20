import { z } from 'zod';

export const BODY_LIMITS = { wireBytes: 16 * 1024, unpackedBytes: 16 * 1024 };

/** What is said of a file before it is sent. */
export const uploadPlan = z.object({
  file_name: z.string().min(1).max(1000),
  byte_count: z.number().int().min(1),
  machine_id: z.string().max(255).nullish(),
  counters: z.enum(['rate', 'cumulative']).nullish(),
  /** Of the bytes as they will be sent. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'is not a SHA-256 in hexadecimal digits')
    .nullish(),
});

/** Query of a list. */
export const uploadQuery = z.object({
  cursor: z.string().min(1).max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Where the bytes of a call belong in the file. */
export const contentQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
});
