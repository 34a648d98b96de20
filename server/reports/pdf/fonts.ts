import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Font } from '@react-pdf/renderer';

/** Inter comes as one file per script. */
export const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
export type Script = (typeof SCRIPTS)[number];

const WEIGHTS = [400, 600, 700] as const;
/** More letters than this in one word do not fit a column. */
const LONGEST_WORD = 28;

/** The `fontFamily` for texts in some scripts: Latin first, the others stand in for the glyphs it lacks. */
export const fontFamily = (scripts: readonly Script[]): string[] =>
  scripts.map((script) => `Inter ${script}`);

/** The font of everything that is Latin for certain: figures, dates, our own words. */
export const LATIN = fontFamily(['latin']);

/** Where the package with the fonts is installed. */
export const fontFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'));

/**
 * Makes Inter known to the renderer, from the installed package: files, not addresses, so that no report needs a
 * network. Only what a page uses is read. Words are never hyphenated: a host name with a hyphen that it does not
 * have is another host.
 */
export function registerFonts(folder: string): void {
  for (const script of SCRIPTS) {
    Font.register({
      family: `Inter ${script}`,
      fonts: WEIGHTS.map((weight) => ({
        src: join(folder, 'files', `inter-${script}-${weight}-normal.woff`),
        fontWeight: weight,
      })),
    });
  }
  Font.registerHyphenationCallback(breakLongWord);
}

/**
 * Words stay whole; only one that no line could hold may break, so that it does not run off the page: behind a dash
 * or a dot, or anywhere when there is none. The empty parts are what breaks without a hyphen.
 */
const breakLongWord = (word: string): string[] =>
  word.length <= LONGEST_WORD
    ? [word]
    : (word.match(/.{0,11}[-._/]|.{1,12}/gsu) ?? [word]).flatMap((part, at) =>
        at === 0 ? [part] : ['', part],
      );
