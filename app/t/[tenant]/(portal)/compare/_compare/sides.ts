import { rangeWidth } from '#app/_components/range/period.ts';
import type { Window } from '../../machines/[machine]/_machine/series-input.ts';
import type { CompareSearch, Second } from '../search-params.ts';

/** One of what is compared: a machine over a stretch of time. */
export interface Side {
  /** A, B, C …: names it where there is little room. */
  letter: string;
  machine: string;
  window: Window;
  /** As it is called in legends and heads of tables; different for each. */
  label: string;
  /** Name of a token; everywhere the same for a side. */
  color: string;
}

/** Told apart by hue and lightness, in the order of the sides. */
const COLORS = ['--s-user', '--s-system', '--s-iowait', '--s-irq', '--s-steal', '--s-nice'];

/** The window of B beside that of A. */
export function secondWindow(second: Second, { start, end }: Window): Window {
  if ('from' in second) return { start: second.from, end: second.to };
  const earlier = rangeWidth(second.before) ?? end - start;
  return { start: start - earlier, end: end - earlier };
}

/**
 * What an address compares. With a second range A and B, of one machine or of two; otherwise a side per machine.
 * @param names machine → what it is called, where that is known
 */
export function sidesOf(
  { machines, second }: Pick<CompareSearch, 'machines' | 'second'>,
  window: Window,
  names: Readonly<Record<string, string>>,
): Side[] {
  const [first, other = first] = machines;
  if (first === undefined) return [];
  const parts =
    second === null || other === undefined
      ? machines.map((machine) => ({ machine, window }))
      : [
          { machine: first, window },
          { machine: other, window: secondWindow(second, window) },
        ];
  const called = parts.map(({ machine }) => names[machine] ?? machine);
  const clear = new Set(called).size === called.length;
  return parts.map((part, index) => {
    const letter = String.fromCharCode(65 + index);
    const label = clear
      ? (called[index] ?? letter)
      : part.machine === other && first === other
        ? letter
        : part.machine;
    return { ...part, letter, label, color: COLORS[index] ?? '--s-user' };
  });
}

/** The time axis that all sides are laid on: that of A, as long as the longest. */
export function commonWindow(sides: readonly Side[]): Window {
  const start = sides[0]?.window.start ?? 0;
  const longest = Math.max(0, ...sides.map(({ window }) => window.end - window.start));
  return { start, end: start + longest };
}
