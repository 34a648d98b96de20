import type { z } from 'zod';
import { AppError } from '#server/errors.ts';

/**
 * Checks a request's input against its schema.
 * @throws AppError INVALID_INPUT that lists the first faults with their places
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.slice(0, 20).map((issue) => ({
    place: issue.path.join('.'),
    problem: issue.message,
  }));
  const first = faults[0];
  throw new AppError('INVALID_INPUT', `${first?.place || 'input'}: ${first?.problem}`, { faults });
}
