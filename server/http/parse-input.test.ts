import { expect, test } from 'vitest';
import { z } from 'zod';
import { instant } from './instant.ts';
import { parseInput } from './parse-input.ts';

const schema = z.object({
  name: z.string().max(3).optional(),
  start: z.union([z.literal('').transform(() => undefined), instant]).optional(),
  points: z.union([z.literal(''), z.coerce.number().int().min(1)]).optional(),
  against: z.union([z.object({ start: instant, end: instant }), z.literal('previous')]).optional(),
  when: z
    .union([z.string(), z.number().transform(String)])
    .pipe(instant)
    .optional(),
});

test.each([
  [{ name: 'long' }, 'name', /^Too big/],
  [{ start: 'soon' }, 'start', /^"soon" is not a time; write /],
  [{ start: 5 }, 'start', /expected string, received number$/],
  [{ points: 'many' }, 'points', /expected number, received NaN$/],
  [{ points: '0' }, 'points', /^Too small/],
  [{ against: 'always' }, 'against', /expected "previous"$/],
  [{ against: { start: 'soon', end: '2026-01-07' } }, 'against.start', /^"soon" is not a time/],
  [{ when: 'soon' }, 'when', /^"soon" is not a time/],
  [[], 'input', /expected object, received array$/],
])('%j: says where and what', (input, place, problem) => {
  const fault = (() => {
    try {
      parseInput(schema, input);
      return null;
    } catch (error) {
      return error;
    }
  })();
  expect(fault).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(new RegExp(`^${place}: `)),
    details: { faults: [{ problem: expect.stringMatching(problem) }] },
  });
});

test('lists the first twenty faults', () => {
  const input = Array.from({ length: 30 }, () => 'x');
  expect(() => parseInput(z.array(z.number()), input)).toThrow(
    expect.objectContaining({ details: { faults: expect.objectContaining({ length: 20 }) } }),
  );
});
