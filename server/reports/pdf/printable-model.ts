import type { ReportModel } from '../report-model.ts';
import { mapTexts } from './map-texts.ts';

/** Marks that turn the direction of text (inside a machine name they only disguise it), and variants of a glyph. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu;

const normalized = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cc}|\p{Cs}/gu, ' ')
    .replace(INVISIBLE, '');

/** The model with every text normalized and without invisible characters, and the characters it is written in. */
export function printableModel(model: ReportModel): { model: ReportModel; codePoints: Set<number> } {
  const codePoints = new Set<number>();
  const { logo, ...rest } = model;
  const clean = mapTexts(rest, (text) => {
    const kept = normalized(text);
    for (const character of kept) codePoints.add(character.codePointAt(0) ?? 0);
    return kept;
  });
  return { model: { ...clean, logo }, codePoints };
}
