import { readFileSync } from 'node:fs';
import { SettingsError } from './settings-error.ts';

/** What a key file holds: the key in its first line, then `replaces <id>` for each key that it succeeded. */
export interface StoredKey {
  key: string;
  /** Public parts, `pmk_<id>`, oldest first. */
  replaces: readonly string[];
}

/** The key in a file, null when there is no file. Throws SettingsError when it cannot be read or holds no key. */
export function readKeyFile(path: string): StoredKey | null {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new SettingsError(
      `cannot read the key file (${message}): run pcc as the owner, or set PCC_APIKEY_FILE`,
    );
  }
  const [key = '', ...rest] = content.split('\n').map((line) => line.trim());
  if (!/^[\x21-\x7e]{1,512}$/.test(key)) {
    throw new SettingsError(
      `the first line of the key file ${path} must be a key of printable ASCII characters`,
    );
  }
  return { key, replaces: rest.flatMap((line) => /^replaces (\S+)$/.exec(line)?.[1] ?? []) };
}
