import type { Definitions } from '../report-model.ts';
import { joinPieces } from './join-pieces.ts';
import { type Kit, MEASURE, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

const TERM = 128;
const SMALL = SIZE.body - 0.6;

/** Terms on the left, what they mean beside them. */
export const definitionsPieces = ({ items }: Definitions, kit: Kit): Piece[] =>
  items.map(({ term, text }) =>
    joinPieces(
      [
        {
          x: 0,
          pieces: textPieces([{ text: term, weight: 600 }], kit, { size: SMALL, width: TERM - 12 }),
        },
        {
          x: TERM,
          pieces: textPieces([{ text }], kit, {
            size: SMALL,
            width: Math.min(MEASURE, kit.width - TERM),
            colour: PALETTE.text2,
          }),
        },
      ],
      6,
    ),
  );
