import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { checkIdentifier } from './check-identifier.ts';

/** What a key may deliver as: its own identifier, or any (null). */
export interface KeyOwner {
  identifier: string | null;
}

/** By hashKey of the key: a look-up by hash takes no longer for a key that is nearly right. */
export type Keys = ReadonlyMap<string, KeyOwner>;

const OTHERS = 0o077;

/** SHA-256 of a key in hex, under which it is looked up; the key itself is not kept. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Reads a keys file: a line is `key identifier` or a key alone, `#` begins a comment. Throws when others than its owner
 * may read or write it, when a line is wrong, and when there is no key in it; the text never holds a key.
 */
export function readKeys(path: string): Keys {
  const descriptor = openSync(path, 'r');
  let text: string;
  try {
    const mode = fstatSync(descriptor).mode & 0o777;
    if ((mode & OTHERS) !== 0) {
      throw new Error(`${path} has mode 0${mode.toString(8)}, others may use it: run chmod 600 ${path}`);
    }
    text = readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
  const keys = new Map<string, KeyOwner>();
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    const [, key, identifier = ''] = /^\s*(\S+)(?:\s+(.*?))?\s*$/.exec(row) ?? [];
    if (key === undefined || key.startsWith('#')) continue;
    const where = `${path} line ${index + 1}`;
    if (!/^[\x21-\x7e]{1,512}$/.test(key))
      throw new Error(`${where}: a key is 1 to 512 printable ASCII characters`);
    const fault = identifier === '' ? null : checkIdentifier(identifier);
    if (fault !== null) throw new Error(`${where}: ${fault}`);
    const hash = hashKey(key);
    if (keys.has(hash)) throw new Error(`${where}: the key stands on an earlier line too`);
    keys.set(hash, { identifier: identifier === '' ? null : identifier });
  }
  if (keys.size === 0) throw new Error(`${path} holds no key: write one per line, as "key identifier"`);
  return keys;
}
