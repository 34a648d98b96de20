import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '#server/errors.ts';
import { UPLOAD_STATUSES, type UploadResult, type UploadView } from '#server/uploads/types.ts';
import { nextCursor } from './next-cursor.ts';

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** What came of a file. */
const uploadResultFields = {
  message: z.string(),
  records_processed: z.int(),
  machine_id: z.string(),
  tenant_id: z.uuid(),
  upload_id: z.uuid(),
  upload_timestamp: z.iso.datetime(),
  data_range: z.strictObject({ start: z.iso.datetime(), end: z.iso.datetime() }),
  duplicates: z.int().meta({ description: 'Rows the file has twice, and rows that were stored already.' }),
  duplicate_of: z
    .uuid()
    .nullable()
    .meta({ description: 'The upload that stored this file before; then nothing was stored now.' }),
  warnings: z.array(z.string()),
  machines: z.array(z.strictObject({ machine_id: z.string(), records: z.int() })).optional(),
} satisfies Record<keyof UploadResult, z.ZodType>;

/** The answer to a file that was stored at once. */
export const uploadStored = z
  .strictObject({ status: z.literal('success'), ...uploadResultFields })
  .meta({ id: 'UploadStored' });

export const uploadQueued = z.strictObject({ upload_id: z.uuid(), status: z.enum(UPLOAD_STATUSES) });

const uploadFields = {
  upload_id: z.uuid(),
  status: z.enum(UPLOAD_STATUSES),
  progress: z
    .number()
    .meta({ description: '0 to 1, over reading, checking and storing; 0 while it is received.' }),
  file_name: z.string(),
  machine_id: z.string().nullable(),
  byte_count: z.int(),
  received_bytes: z.int(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  result: z.strictObject(uploadResultFields).optional().meta({ description: 'When done.' }),
  error: z
    .strictObject({
      error_code: z.enum(codes),
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
    })
    .optional()
    .meta({ description: 'When failed.' }),
} satisfies Record<keyof UploadView, z.ZodType>;

/** An upload as answers show it. */
export const upload = z.strictObject(uploadFields).meta({ id: 'Upload' });

export const uploadBegun = z.strictObject({
  ...uploadFields,
  part_bytes: z.int().meta({ description: 'Send so many bytes in one call.' }),
});

export const uploadPage = z.strictObject({ uploads: z.array(upload), next_cursor: nextCursor });
