import { breakLines, type Span } from './break-lines.ts';
import { type Kit, LEADING, MEASURE, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';

interface TextLook {
  size?: number;
  /** Longest line; the measure unless said. */
  width?: number;
  /** Space above the first line. */
  gap?: number;
  /** Of spans that say none. */
  colour?: string;
  leading?: number;
  keepsNext?: boolean;
  /** Of the first line. */
  anchor?: Piece['anchor'];
}

/** A paragraph, one piece per line, so that it may go on overleaf; its first two and its last two lines stay together. */
export function textPieces(spans: readonly Span[], kit: Kit, look: TextLook = {}): Piece[] {
  const { size = SIZE.body, colour = PALETTE.text, leading = LEADING } = look;
  const width = Math.min(look.width ?? MEASURE, kit.width);
  const lines = breakLines(spans, { size, width, typeface: kit.typeface });
  return lines.map((line, at): Piece => {
    const isPart = at === 0 || at === lines.length - 2;
    return {
      height: size * leading,
      gap: at === 0 ? (look.gap ?? 0) : 0,
      keepsNext: at === lines.length - 1 ? (look.keepsNext ?? false) : isPart || (look.keepsNext ?? false),
      ...(at === 0 && look.anchor && { anchor: look.anchor }),
      draw(pen) {
        for (const part of line.parts)
          pen.text(part.text, part.x, size * (leading / 2 + 0.36), {
            size,
            weight: part.weight ?? 400,
            colour: part.colour ?? colour,
          });
      },
    };
  });
}
