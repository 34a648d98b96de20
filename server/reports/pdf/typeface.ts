import { type FontFile, loadFont, type Script, type Weight } from './fonts.ts';
import { PROSE, quickFont, TABULAR } from './quick-font.ts';

/** A stretch of text in one font; a null font is characters that none has, each drawn as a box. */
export interface Run {
  text: string;
  font: FontFile | null;
  /** Unique per font file. */
  name: string;
}

export interface Face {
  weight: Weight;
  /** Figures of one width, so that columns of them line up. */
  tabular?: boolean;
}

/** Texts split into fonts and measured. */
export interface Typeface {
  runs(text: string, weight: Weight): readonly Run[];
  /** Width at one point of size, in points. */
  measure(text: string, face: Face): number;
}

/** Width of the box that stands for a character no font has, as a share of the size. */
export const BOX_WIDTH = 0.66;

/**
 * The typeface of a report. Widths are remembered: with figures of one width, those of `1.5` and `2.7` are the same.
 * @param covered which script's file has a character
 */
export async function loadTypeface(
  folder: string,
  covered: ReadonlyMap<number, Script>,
  weights: readonly Weight[],
): Promise<Typeface> {
  const fonts = new Map<string, FontFile>();
  for (const script of new Set<Script>(['latin', ...covered.values()]))
    for (const weight of weights)
      fonts.set(`${script} ${weight}`, quickFont(await loadFont(folder, script, weight)));

  const split = new Map<string, Run[]>();
  const runs = (text: string, weight: Weight): Run[] => {
    const key = `${weight} ${text}`;
    const known = split.get(key);
    if (known) return known;
    const found: Run[] = [];
    for (const character of text) {
      const script = covered.get(character.codePointAt(0) ?? 0);
      const name = script === undefined ? '' : `${script} ${weight}`;
      const last = found.at(-1);
      if (last?.name === name) last.text += character;
      else found.push({ text: character, name, font: fonts.get(name) ?? null });
    }
    split.set(key, found);
    return found;
  };

  const widths = new Map<string, number>();
  const measure = (text: string, { weight, tabular = false }: Face): number => {
    const shape = tabular ? text.replace(/\d/g, '0') : text;
    const key = `${weight}${tabular} ${shape}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = runs(shape, weight).reduce((sum, run) => {
      if (run.font === null) return sum + BOX_WIDTH * Array.from(run.text).length;
      const laidOut = run.font.layout(run.text, tabular ? TABULAR : PROSE);
      return sum + laidOut.advanceWidth / run.font.unitsPerEm;
    }, 0);
    widths.set(key, width);
    return width;
  };
  return { runs, measure };
}
