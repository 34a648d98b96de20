import { chooseKey } from './choose-key.ts';
import { maskKey } from './mask-key.ts';
import { parseFlags } from './parse-flags.ts';
import { type ConfigFile, readConfigFile } from './read-config-file.ts';
import { serverUrl } from './server-url.ts';
import type { Setting } from './setting.ts';
import { SETTINGS, type Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

export const COMMANDS = ['collect', 'once', 'doctor', 'status'] as const;
export const CONFIG_FILE = '/etc/perfanalysis/pcc.yaml';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the value of a setting comes from, and the value as it may be shown: keys are masked. */
export interface Origin {
  env: string;
  shown: string;
  /** flag, environment, default, or a file, with the line where there is one. */
  source: string;
}

/** What was asked for on the command line, with every setting, its text and where the text came from. */
export interface Invocation {
  settings: Settings;
  origin: readonly Origin[];
  command: (typeof COMMANDS)[number];
  help: boolean;
  version: boolean;
  printConfig: boolean;
  json: boolean;
}

/**
 * Settings from flags, else the environment, else the configuration file, else defaults. `argv` is without node and
 * script; `usualFile` is read when it is there and --config names no other.
 * Throws SettingsError on an unknown flag, key or command, a value out of its range and a mode without what it needs.
 */
export function readSettings(
  argv: readonly string[],
  environment: Environment = process.env,
  usualFile = CONFIG_FILE,
): Invocation {
  const { flags, positionals } = parseFlags(argv);
  const command = COMMANDS.find((name) => name === (positionals[0] ?? 'collect'));
  if (!command || positionals.length > 1) {
    const allowed = COMMANDS.slice(1).join(', ');
    throw new SettingsError(
      `unknown command "${positionals.join(' ')}": allowed are ${allowed}, or none to collect`,
    );
  }
  const asks = {
    help: flags.help === true,
    version: flags.version === true,
    printConfig: flags['print-config'] === true,
    json: flags.json === true,
  };
  const asked = flags.config ?? (environment.PCC_CONFIG || undefined);
  const file =
    asks.help || asks.version
      ? { path: '', entries: new Map() }
      : readConfigFile(asked === undefined ? undefined : String(asked), usualFile);

  const origin = new Map<string, Origin>();
  const read = <Value>([key, setting]: [string, Setting<Value>]): [string, Value] => {
    const found = find(setting, { flags, environment, file });
    const value = setting.parse(found.text);
    const shown = setting.show ? setting.show(found.text) : found.text;
    if (value === undefined)
      throw new SettingsError(`${found.name} is "${shown}": allowed is ${setting.allowed}`);
    origin.set(key, { env: setting.env, shown, source: found.source });
    return [key, value];
  };
  // The table has exactly the keys of Settings, each with a parser of its type.
  const settings = Object.fromEntries(
    Object.entries<Setting<unknown>>(SETTINGS).map(read),
  ) as unknown as Settings;

  // Who only looks at a sample or the status need not be allowed to read the key.
  const needsKey = command === 'collect' || command === 'doctor';
  if (settings.mode === 'trickle' && needsKey && !asks.help && !asks.version) {
    const { key, isStored } = chooseKey(settings.apikey, settings.keyFile);
    settings.apikey = key;
    if (isStored)
      origin.set('apikey', { env: SETTINGS.apikey.env, shown: maskKey(key), source: settings.keyFile });
    if (command === 'collect' && !asks.printConfig) checkTrickle(settings);
  }
  return { settings, origin: [...origin.values()], command, ...asks };
}

interface Sources {
  flags: Readonly<Record<string, string | boolean | undefined>>;
  environment: Environment;
  file: ConfigFile;
}

function find(setting: Setting<unknown>, { flags, environment, file }: Sources) {
  const flag = flags[setting.flag];
  if (flag !== undefined) return { text: String(flag), source: 'flag', name: `--${setting.flag}` };
  const variable = environment[setting.env];
  if (variable !== undefined && variable !== '') {
    return { text: variable, source: 'environment', name: setting.env };
  }
  const entry = file.entries.get(setting.flag);
  if (entry) {
    const source = `${file.path}:${entry.line}`;
    return { text: entry.text, source, name: `${source}: ${setting.flag}` };
  }
  return { text: setting.fallback(), source: 'default', name: setting.env };
}

function checkTrickle(settings: Settings): void {
  const { apikey, server, insecureHttp, keyFile } = settings;
  settings.server = serverUrl(server, insecureHttp);
  if (apikey === '')
    throw new SettingsError(
      `PCC_APIKEY is missing: trickle mode needs the API key of this machine, there or in ${keyFile}`,
    );
}
