import type { ReportModel } from '../report-model.ts';
import { fontCoverage } from './font-coverage.ts';
import { SCRIPTS, type Script } from './fonts.ts';
import { mapTexts } from './map-texts.ts';

/** What is set where no font has a glyph. */
const MISSING = '?';
/** Marks that turn the direction of text: inside a machine name they only disguise it. */
const DIRECTION_MARKS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const normalized = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(DIRECTION_MARKS, '');

/**
 * The model with every text made printable, and the scripts it is written in. Control characters and direction marks
 * are dropped; a character that none of the fonts has becomes a question mark, never a hole, a wrong letter or a
 * crash.
 * @param fontFolder the installed font package
 */
export async function printableModel(
  model: ReportModel,
  fontFolder: string,
): Promise<{ model: ReportModel; scripts: Script[] }> {
  const codePoints = new Set<number>();
  const clean = mapTexts(model, (text) => {
    const kept = normalized(text);
    for (const character of kept) codePoints.add(character.codePointAt(0) ?? 0);
    return kept;
  });
  const covered = await fontCoverage(fontFolder, codePoints);
  const used = new Set<Script>(['latin', ...covered.values()]);
  return {
    model: mapTexts(clean, (text) =>
      Array.from(text, (character) =>
        covered.has(character.codePointAt(0) ?? 0) ? character : MISSING,
      ).join(''),
    ),
    scripts: SCRIPTS.filter((script) => used.has(script)),
  };
}
