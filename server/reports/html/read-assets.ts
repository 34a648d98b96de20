import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSER_SCRIPT, BROWSER_STYLE } from './browser-files.ts';

export interface Assets {
  script: string;
  style: string;
  /** Of the script, as a content security policy names it. */
  scriptHash: string;
}

let known: Assets | null = null;

/**
 * The bundled style and script that every document carries, read once per process.
 * @throws Error when they are not built
 */
export function readAssets(): Assets {
  if (known) return known;
  const read = (path: string): string => {
    try {
      return readFileSync(join(process.cwd(), path), 'utf8').trim();
    } catch (cause) {
      throw new Error(`${path} is not there: run \`npm run build\`.`, { cause });
    }
  };
  const script = read(BROWSER_SCRIPT);
  known = {
    script,
    style: read(BROWSER_STYLE),
    scriptHash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
  };
  return known;
}
