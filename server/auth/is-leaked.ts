import { brotliDecompressSync } from 'node:zlib';
import { LEAKED_PASSWORDS } from './leaked-passwords.ts';

/** Shorter ones are parts of many good passwords. */
const PART = 6;

let leaked: ReadonlySet<string> | undefined;

/**
 * Whether `text` (in lower case) is one of the most common leaked passwords, or two of them in a row: what is tried
 * first. The list is bundled; nothing is asked over the network.
 */
export function isLeaked(text: string): boolean {
  leaked ??= new Set(brotliDecompressSync(Buffer.from(LEAKED_PASSWORDS, 'base64')).toString().split('\n'));
  if (leaked.has(text)) return true;
  for (let at = PART; at <= text.length - PART; at++)
    if (leaked.has(text.slice(0, at)) && leaked.has(text.slice(at))) return true;
  return false;
}
