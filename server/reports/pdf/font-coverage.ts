import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFont, SCRIPTS, type Script } from './fonts.ts';

/**
 * Which script's font has a glyph for each of these characters; those that none has are left out. The package's
 * unicode.json says which file to look into, so that a report in Latin reads no other; it promises some characters
 * that the files do not have, so the file has the last word.
 * @param folder the installed font package
 */
export async function fontCoverage(
  folder: string,
  codePoints: ReadonlySet<number>,
): Promise<Map<number, Script>> {
  const promised = readRanges(folder);
  const covered = new Map<number, Script>();
  for (const script of SCRIPTS) {
    const candidates = [...codePoints].filter((code) => !covered.has(code) && promised(script, code));
    if (candidates.length === 0) continue;
    const font = await loadFont(folder, script, 400);
    for (const code of candidates) if (font.hasGlyphForCodePoint(code)) covered.set(code, script);
  }
  return covered;
}

/** `{"latin":"U+0000-00FF,U+0131,…"}` as a question. */
function readRanges(folder: string): (script: Script, code: number) => boolean {
  const listed: Record<string, string> = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
  const ranges = new Map(
    SCRIPTS.map((script) => [
      script,
      (listed[script] ?? '').split(',').map((range) => {
        const [from = '', to = from] = range.replace('U+', '').split('-');
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
      }),
    ]),
  );
  return (script, code) => ranges.get(script)?.some(([from, to]) => code >= from && code <= to) ?? false;
}
