/** Whether two measurements agree: within 1 percentage point or 2 %, or closer than what says anything. */
export function isSame(
  ours: number,
  theirs: number,
  { isPercent, least }: { isPercent: boolean; least: number },
): boolean {
  const apart = Math.abs(ours - theirs);
  return apart <= Math.max(isPercent ? 1 : least, 0.02 * Math.abs(theirs));
}
