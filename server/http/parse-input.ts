import type { z } from 'zod';
import { AppError } from '#server/errors.ts';

type Issue = z.core.$ZodIssue;

interface Fault {
  place: string;
  problem: string;
}

/**
 * Checks a request's input against its schema.
 * @throws AppError INVALID_INPUT that lists the first faults with their places
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue)).slice(0, 20);
  const first = faults[0];
  throw new AppError('INVALID_INPUT', `${first?.place || 'input'}: ${first?.problem}`, { faults });
}

/** Of a choice between forms zod says "Invalid input" only; what was wrong is told by the form that came nearest. */
function faultsOf(issue: Issue, above: readonly PropertyKey[] = []): Fault[] {
  const path = [...above, ...issue.path];
  const nearest = issue.code === 'invalid_union' ? nearestOf(issue.errors) : undefined;
  if (nearest) return nearest.flatMap((within) => faultsOf(within, path));
  return [{ place: path.join('.'), problem: issue.message }];
}

/** The form of the right type, failing that the last one. */
function nearestOf(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const ofRightType = ([first]: readonly Issue[]) =>
    first !== undefined &&
    (first.path.length > 0 || (first.code !== 'invalid_type' && first.code !== 'invalid_value'));
  return forms.findLast(ofRightType) ?? forms.at(-1);
}
