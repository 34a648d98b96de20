import type { FontFile, GlyphPosition, GlyphRun } from './fonts.ts';

/** Kerned text, without the contextual forms that would turn an arrow in a name into another sign. */
export const PROSE = { calt: false } as const;
/** Figures of one width in columns; nothing depends on its neighbours. */
export const TABULAR = { calt: false, kern: false, tnum: true } as const;

/**
 * A font that remembers how words look (of tabular text: characters), and lays a text out from them. The renderer
 * would work out every text from the font's rules, twice; that was most of the time a report took.
 */
export function quickFont(font: FontFile): FontFile {
  const known = { prose: new Map<string, GlyphRun>(), tabular: new Map<string, GlyphRun>() };
  const partOf = (part: string, isTabular: boolean): GlyphRun => {
    const parts = isTabular ? known.tabular : known.prose;
    const found = parts.get(part) ?? font.layout(part, isTabular ? TABULAR : proseOf(part));
    parts.set(part, found);
    return found;
  };
  const layout: FontFile['layout'] = (text, features) => {
    const isTabular = features === TABULAR;
    const run: GlyphRun = { glyphs: [], positions: [], advanceWidth: 0 };
    for (const part of isTabular ? text : text.split(/(?<= )/)) {
      const { glyphs, positions, advanceWidth } = partOf(part, isTabular);
      run.glyphs.push(...glyphs);
      // The renderer scales them in place.
      run.positions.push(...positions.map((position): GlyphPosition => ({ ...position })));
      run.advanceWidth += advanceWidth;
    }
    return run;
  };
  return Object.create(font, { layout: { value: layout } }) as FontFile;
}

/** Kerning draws the point of a figure such as 3.1 so near that it is hardly seen. */
const proseOf = (part: string) => (/\d/.test(part) ? { ...PROSE, kern: false } : PROSE);
