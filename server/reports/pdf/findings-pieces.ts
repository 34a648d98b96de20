import type { Finding, Section } from '../report-model.ts';
import { joinPieces } from './join-pieces.ts';
import { type Kit, MEASURE, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { statePill } from './state-pill.ts';
import { textPieces } from './text-pieces.ts';
import { titleOf } from './title-of.ts';

const STATE = 46;

/** Findings as sentences, a piece each, with the section that shows more at the right. */
export const findingsPieces = (
  findings: readonly Finding[],
  sections: readonly Section[],
  kit: Kit,
): Piece[] =>
  findings.map((finding) => {
    const { state, title, evidence, advice, machine, sectionId } = finding;
    const words = textPieces(
      [
        { text: machine === null ? title : `${machine}: ${title}`, weight: 600 },
        { text: ` ${evidence}` },
        { text: advice === null ? '' : ` ${advice}`, colour: PALETTE.text2 },
      ],
      kit,
      { width: Math.min(MEASURE, kit.width - STATE - 90) },
    );
    const joined = joinPieces([{ x: STATE, pieces: words }], 9);
    const section = sections.find(({ id }) => id === sectionId);
    const left = kit.width - 84;
    return {
      ...joined,
      links: section ? [{ x: left, y: 0, width: 84, height: 24, anchor: section.id }] : [],
      draw(pen) {
        statePill(pen, state, 0, 9.4);
        joined.draw(pen);
        if (!section) return;
        pen.text(titleOf(section), kit.width, 9.4, {
          size: SIZE.small - 0.4,
          anchor: 'end',
          colour: PALETTE.link,
          width: 84,
        });
        pen.text(`page ${pen.pageOf(section.id) ?? '–'}`, kit.width, 19.4, {
          size: SIZE.small - 0.4,
          anchor: 'end',
          colour: PALETTE.text3,
        });
      },
    };
  });
