import { parseArgs } from 'node:util';
import { SETTINGS } from './settings.ts';
import { SettingsError } from './settings-error.ts';

export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * The flags of a command line and what is left of it. A switch that the file or the environment turns on is turned off
 * by `--no-…`. Throws SettingsError on an unknown flag and on one without its value.
 */
export function parseFlags(argv: readonly string[]): { flags: Flags; positionals: string[] } {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
    'print-config': { type: 'boolean' },
    json: { type: 'boolean' },
    config: { type: 'string' },
  };
  for (const setting of Object.values(SETTINGS)) {
    options[setting.flag] = { type: 'isSwitch' in setting ? 'boolean' : 'string' };
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      allowNegative: true,
    });
    return { flags: values as Flags, positionals };
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : String(error)}; see pcc --help`);
  }
}
