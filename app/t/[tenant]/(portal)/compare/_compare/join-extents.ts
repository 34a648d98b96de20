import type { Extent } from '../../machines/[machine]/_machine/window-of.ts';

/** From the first sample of any machine to the last of any. */
export function joinExtents(extents: readonly Extent[]): Extent {
  const firsts = extents.flatMap(({ first }) => first ?? []);
  const lasts = extents.flatMap(({ last }) => last ?? []);
  return {
    first: firsts.length === 0 ? null : Math.min(...firsts),
    last: lasts.length === 0 ? null : Math.max(...lasts),
  };
}
