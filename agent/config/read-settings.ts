import { parseArgs } from 'node:util';
import { isLoopback } from './is-loopback.ts';
import { SETTINGS, type Setting, type Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

type Source = 'flag' | 'environment' | 'default';

/** Where the value of a setting comes from, and the value as it may be shown: keys are masked. */
export interface Origin {
  env: string;
  shown: string;
  source: Source;
}

/** What was asked for on the command line, with every setting, its text and where the text came from. */
export interface Invocation {
  settings: Settings;
  origin: readonly Origin[];
  command: 'collect' | 'once';
  help: boolean;
  version: boolean;
  printConfig: boolean;
  json: boolean;
}

/**
 * Settings from flags, else the environment, else defaults. `argv` is without node and script.
 * Throws SettingsError on an unknown flag or command, a value out of its range and a mode without what it needs.
 */
export function readSettings(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Invocation {
  const { flags, positionals } = parseFlags(argv);
  const [command = 'collect', ...rest] = positionals;
  if ((command !== 'once' && command !== 'collect') || rest.length > 0) {
    throw new SettingsError(
      `unknown command "${positionals.join(' ')}": allowed are once, or none to collect`,
    );
  }

  const origin = new Map<keyof Settings, Origin>();
  const read = <Key extends keyof Settings>(key: Key): Settings[Key] => {
    const setting: Setting<Settings[Key]> = SETTINGS[key];
    const { text, source, name } = find(setting, flags, environment);
    const value = setting.parse(text);
    const shown = setting.show ? setting.show(text) : text;
    if (value === undefined) throw new SettingsError(`${name} is "${shown}": allowed is ${setting.allowed}`);
    origin.set(key, { env: setting.env, shown, source });
    return value;
  };

  const invocation: Invocation = {
    settings: {
      mode: read('mode'),
      frequency: read('frequency'),
      duration: read('duration'),
      collection: read('collection'),
      server: read('server'),
      apikey: read('apikey'),
      identifier: read('identifier'),
      insecureHttp: read('insecureHttp'),
      batch: read('batch'),
      retryMax: read('retryMax'),
      queueMb: read('queueMb'),
      loglevel: read('loglevel'),
      procRoot: read('procRoot'),
      sysRoot: read('sysRoot'),
    },
    origin: [...origin.values()],
    command,
    help: flags.help === true,
    version: flags.version === true,
    printConfig: flags['print-config'] === true,
    json: flags.json === true,
  };
  const asksOnly = invocation.help || invocation.version || invocation.printConfig;
  if (invocation.settings.mode === 'trickle' && command === 'collect' && !asksOnly)
    checkTrickle(invocation.settings);
  return invocation;
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;

function parseFlags(argv: readonly string[]): { flags: Flags; positionals: string[] } {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
    'print-config': { type: 'boolean' },
    json: { type: 'boolean' },
  };
  for (const setting of Object.values(SETTINGS)) {
    options[setting.flag] = { type: 'isSwitch' in setting ? 'boolean' : 'string' };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { flags: values as Flags, positionals };
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : String(error)}; see pcc --help`);
  }
}

function find(
  setting: Setting<unknown>,
  flags: Flags,
  environment: Readonly<Record<string, string | undefined>>,
): { text: string; source: Source; name: string } {
  const flag = flags[setting.flag];
  if (flag !== undefined) return { text: String(flag), source: 'flag', name: `--${setting.flag}` };
  const variable = environment[setting.env];
  if (variable !== undefined && variable !== '') {
    return { text: variable, source: 'environment', name: setting.env };
  }
  return { text: setting.fallback(), source: 'default', name: setting.env };
}

function checkTrickle({ server, apikey, insecureHttp }: Settings): void {
  if (server === '')
    throw new SettingsError(`PCC_SERVER is missing: trickle mode needs ${SETTINGS.server.allowed}`);
  if (apikey === '')
    throw new SettingsError('PCC_APIKEY is missing: trickle mode needs the API key of this machine');
  const url = URL.canParse(server) ? new URL(server) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.search !== '') {
    throw new SettingsError(`PCC_SERVER is "${server}": allowed is ${SETTINGS.server.allowed}`);
  }
  if (url.protocol === 'http:' && !insecureHttp && !isLoopback(url.hostname)) {
    throw new SettingsError(
      `PCC_SERVER is "${server}": plain http would send the key in clear text; use https, or --insecure-http`,
    );
  }
}
