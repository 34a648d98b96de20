import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';

const LOOK = { size: SIZE.block - 0.6 } as const;

/** The name of a chart or table on one line, its unit thinner behind it; stays with what it names. */
export function blockTitle(title: string, unit: string, kit: Kit): Piece[] {
  const thin = unit === '' ? '' : `, ${unit}`;
  const room = kit.width - kit.typeface.measure(thin, { weight: 400 }) * LOOK.size;
  const width = Math.min(room, kit.typeface.measure(title, { weight: 600 }) * LOOK.size);
  return [
    {
      height: 12,
      gap: 14,
      keepsNext: true,
      draw(pen) {
        pen.text(title, 0, 9, { ...LOOK, weight: 600, width: room });
        pen.text(thin, width, 9, { ...LOOK, colour: PALETTE.text3 });
      },
    },
  ];
}
