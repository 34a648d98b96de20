import { AppError } from '#server/errors.ts';
import type { ReadFiles } from './types.ts';

/**
 * Which machine of the files of an earlier period each machine is compared with: the one of the same name; where both
 * sides have only one, these two, whatever they are called.
 * @returns machine → machine of `before`, of those that have one
 * @throws AppError NOT_FOUND when none has
 */
export function matchBefore(
  machines: readonly string[],
  before: Pick<ReadFiles, 'machines'>,
): ReadonlyMap<string, string> {
  const [one, ...others] = machines;
  const [earlier, ...more] = before.machines;
  if (one !== undefined && earlier !== undefined && others.length === 0 && more.length === 0)
    return new Map([[one, earlier]]);
  const same = machines.filter((machine) => before.machines.includes(machine));
  if (same.length === 0)
    throw new AppError(
      'NOT_FOUND',
      `The files to compare with have samples of other machines: of ${before.machines.join(', ')}, not of ${machines.join(', ')}. With NAME=FILE a file is taken for another machine's.`,
      { machines: before.machines },
    );
  return new Map(same.map((machine) => [machine, machine]));
}
