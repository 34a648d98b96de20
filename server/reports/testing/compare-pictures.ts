import type { Picture } from './draw-pages.ts';

/** A step of a colour that the eye sees; edges of letters differ by less from one processor to another. */
const VISIBLE = 20;

/** Which share of the pixels, 0–1, looks different, and where: those are red, the rest faint. */
export function comparePictures(found: Picture, kept: Picture): { share: number; marked: Picture } {
  const data = new Uint8ClampedArray(found.data.length).fill(255);
  if (found.width !== kept.width || found.height !== kept.height)
    return { share: 1, marked: { ...found, data } };
  let different = 0;
  for (let at = 0; at < data.length; at += 4) {
    const isSame = stepAt(found.data, kept.data, at) < VISIBLE;
    if (!isSame) different += 1;
    for (let one = at; one < at + 3; one += 1) data[one] = isSame ? 200 + (found.data[one] ?? 0) * 0.2 : 0;
    if (!isSame) data[at] = 220;
  }
  return { share: different / (data.length / 4), marked: { ...found, data } };
}

/** The largest difference of red, green and blue. */
function stepAt(a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): number {
  let step = 0;
  for (let one = at; one < at + 3; one += 1) step = Math.max(step, Math.abs((a[one] ?? 0) - (b[one] ?? 0)));
  return step;
}
