import type { Face, Typeface } from './typeface.ts';

const ELLIPSIS = '…';

/**
 * A text cut to a width at one point of size, with an ellipsis in its middle: names differ at their ends more often
 * than not.
 */
export function cutText(text: string, width: number, face: Face, typeface: Typeface): string {
  if (typeface.measure(text, face) <= width) return text;
  const characters = Array.from(text);
  const shortened = (kept: number): string => {
    const front = Math.ceil(kept * 0.6);
    const back = kept - front;
    return `${characters.slice(0, front).join('').trimEnd()}${ELLIPSIS}${back > 0 ? characters.slice(-back).join('').trimStart() : ''}`;
  };
  let [low, high] = [0, characters.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (typeface.measure(shortened(middle), face) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : shortened(low);
}
