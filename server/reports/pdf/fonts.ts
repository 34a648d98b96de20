import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Font } from '@react-pdf/renderer';

/** Inter comes as one file per script. */
export const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
export type Script = (typeof SCRIPTS)[number];

/** Regular, for headings and names, and for titles and figures. */
export const WEIGHTS = [400, 600, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/** The names under which fonts for some scripts are registered. */
export const fontFamily = (scripts: readonly Script[]): string[] =>
  scripts.map((script) => `Inter ${script}`);

/** Where the package with the fonts is installed. */
export const fontFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'));

/**
 * Makes Inter known to the renderer, from the installed package: files, not addresses, so that no report needs a
 * network. Only what a page uses is read.
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
}
