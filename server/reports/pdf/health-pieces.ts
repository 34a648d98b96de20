import { formatFigure } from '../format/format-figure.ts';
import type { Health } from '../report-model.ts';
import { joinPieces } from './join-pieces.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { statePill } from './state-pill.ts';
import { textPieces } from './text-pieces.ts';

const NAMES: Record<Health['resource'], string> = {
  cpu: 'CPU',
  memory: 'Memory',
  disk: 'Disk',
  network: 'Network',
  filesystem: 'File systems',
};
const STATE = 70;
const FIGURE = 168;
const SENTENCE = 182;

/** How each resource is: a word, the figure that decided, and why. A row leads to its section. */
export const healthPieces = (health: readonly Health[], kit: Kit): Piece[] =>
  health.map(({ resource, state, figure, unit, sentence, sectionId }, at) => {
    const words = joinPieces(
      [
        {
          x: SENTENCE,
          pieces: textPieces([{ text: sentence }], kit, {
            size: SIZE.small + 0.2,
            colour: PALETTE.text2,
            width: kit.width - SENTENCE,
          }),
        },
      ],
      0,
    );
    const height = Math.max(14, words.height + 3) + 7;
    return {
      height,
      gap: at === 0 ? 6 : 0,
      links: sectionId === null ? [] : [{ x: 0, y: 0, width: kit.width, height, anchor: sectionId }],
      draw(pen) {
        pen.text(NAMES[resource], 0, 14, { size: SIZE.body, weight: 600 });
        statePill(pen, state, STATE, 14);
        pen.text(formatFigure(figure, unit), FIGURE, 14, {
          size: SIZE.body,
          anchor: 'end',
          tabular: true,
          weight: 600,
        });
        pen.at(0, 5, () => words.draw(pen));
        pen.line(`M0,${height}H${kit.width}`, { stroke: PALETTE.line, width: 0.6 });
      },
    };
  });
