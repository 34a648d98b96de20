import { keyId } from './key-id.ts';
import { readKeyFile } from './read-key-file.ts';

/**
 * The key to use: the given one, unless the key file holds its successor or no key was given. So a key that was rotated
 * does not come back with the next start, and a key that somebody sets anew counts at once.
 * Throws SettingsError when the file cannot be read.
 */
export function chooseKey(given: string, keyFile: string): { key: string; isStored: boolean } {
  const stored = readKeyFile(keyFile);
  const id = keyId(given);
  const isStored = stored !== null && (given === '' || (id !== null && stored.replaces.includes(id)));
  return isStored ? { key: stored.key, isStored } : { key: given, isStored: false };
}
