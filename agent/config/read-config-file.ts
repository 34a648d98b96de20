import { readFileSync } from 'node:fs';
import { type ConfigEntry, parseConfig } from './parse-config.ts';
import { SETTINGS } from './settings.ts';
import { SettingsError } from './settings-error.ts';

export interface ConfigFile {
  /** '' when there is none. */
  path: string;
  entries: ReadonlyMap<string, ConfigEntry>;
}

/**
 * The file that was asked for, else the one at `usual` when there is one. Throws SettingsError when it cannot be read,
 * is not what parseConfig takes, or has a key that is no setting.
 */
export function readConfigFile(asked: string | undefined, usual: string): ConfigFile {
  const path = asked ?? usual;
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (asked === undefined && (code === 'ENOENT' || code === 'ENOTDIR'))
      return { path: '', entries: new Map() };
    throw new SettingsError(
      `cannot read the configuration (${message}): give --config with a file that may be read`,
    );
  }
  const entries = parseConfig(content, path);
  const known = Object.values(SETTINGS).map(({ flag }) => flag);
  for (const [key, { line }] of entries) {
    if (!known.includes(key)) {
      throw new SettingsError(`${path}:${line}: ${key} is no setting: allowed are ${known.join(', ')}`);
    }
  }
  return { path, entries };
}
