import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';

const LINE = 11;
const MARK = 10;
const GAP = 12;
/** A longer name is cut. */
const LONGEST = 170;

/** Names in their colours, in as many lines as they need; with a dash that of the peaks. Null when there is none. */
export function legendPiece(
  names: readonly { label: string; colour: string }[],
  peak: string | null,
  kit: Kit,
): Piece | null {
  const entries: { label: string; colour: string | null }[] = [...names];
  if (peak !== null) entries.push({ label: peak, colour: null });
  if (entries.length === 0) return null;
  let [x, y] = [0, 0];
  const placed = entries.map((entry) => {
    const width = Math.min(LONGEST, kit.typeface.measure(entry.label, { weight: 400 }) * SIZE.small);
    if (x > 0 && x + MARK + width > kit.width) {
      x = 0;
      y += LINE;
    }
    const at = { ...entry, x, y };
    x += MARK + width + GAP;
    return at;
  });
  return {
    height: y + LINE,
    gap: 3,
    draw(pen) {
      for (const { label, colour, x: left, y: top } of placed) {
        if (colour === null)
          pen.line(`M${left - 1},${top + 5.6}h8`, { stroke: PALETTE.text2, width: 0.6, opacity: 0.75 });
        else pen.box(left, top + 2.8, 6, 6, colour, 1.5);
        pen.text(label, left + MARK, top + 8.2, {
          size: SIZE.small,
          colour: PALETTE.text2,
          width: LONGEST + 1,
        });
      }
    },
  };
}
