import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '#server/errors.ts';

/** What every refusal looks like. */
export const apiError = z
  .strictObject({
    status: z.literal('error'),
    error_code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().meta({ description: 'What is wrong and what to do.' }),
    details: z.record(z.string(), z.unknown()),
    request_id: z.string().meta({ description: 'The same as in X-Request-Id.' }),
  })
  .meta({ id: 'Error' });
