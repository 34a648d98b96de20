const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a cell of the heat map is, in a sentence; `stepMs` is its width. */
export function describeCells(stepMs: number): string {
  const [count, unit] = stepMs < HOUR ? [stepMs / MINUTE, 'minute'] : [stepMs / HOUR, 'hour'];
  return `Each cell is the average of ${count} ${unit}${count === 1 ? '' : 's'}. Nothing was measured where there is no colour.`;
}
