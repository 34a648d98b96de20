import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Font } from '@react-pdf/renderer';
import { woffToSfnt } from './woff-to-sfnt.ts';

/** Inter comes as one file per script. */
export const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
export type Script = (typeof SCRIPTS)[number];

/** Regular, for headings and names, and for titles and figures. */
export const WEIGHTS = [400, 600, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/** A glyph; only the renderer looks inside. */
export type Glyph = object;

/** How far to go from a glyph to the next one, in the font's units. */
export interface GlyphPosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

export interface GlyphRun {
  glyphs: Glyph[];
  positions: GlyphPosition[];
  advanceWidth: number;
}

/** What of a font is used here. */
export interface FontFile {
  unitsPerEm: number;
  layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun;
  hasGlyphForCodePoint(code: number): boolean;
}

/** Where the package with the fonts is installed. */
export const fontFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'));

/**
 * Reads a font of the installed package: files, not addresses, so that no report needs a network. Only what a report
 * uses is read.
 */
export async function loadFont(folder: string, script: Script, weight: Weight): Promise<FontFile> {
  const family = `Inter ${script}`;
  const file = join(folder, 'files', `inter-${script}-${weight}-normal.woff`);
  const src = `data:font/ttf;base64,${woffToSfnt(readFileSync(file)).toString('base64')}`;
  Font.register({ family, src, fontWeight: weight });
  await Font.load({ fontFamily: family, fontWeight: weight });
  return Font.getFont({ fontFamily: family, fontWeight: weight }).data as unknown as FontFile;
}
