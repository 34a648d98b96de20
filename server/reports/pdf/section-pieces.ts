import type { Section } from '../report-model.ts';
import { blockPieces } from './block-pieces.ts';
import { headingPieces } from './heading-pieces.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

/** One section: heading, a sentence, on what it rests, and its blocks. The heading never stands alone. */
export function sectionPieces(section: Section, kit: Kit): Piece[] {
  const { id, title, intro, basis } = section;
  return [
    ...headingPieces(title, id, kit),
    ...(intro === null ? [] : textPieces([{ text: intro }], kit, { gap: 2, keepsNext: true })),
    ...(basis === null
      ? []
      : textPieces([{ text: basis }], kit, {
          size: SIZE.label + 0.4,
          colour: PALETTE.text3,
          gap: 3,
          width: kit.width,
          keepsNext: true,
        })),
    ...blockPieces(section.blocks, kit),
  ];
}
