import { parseArgs } from 'node:util';
import { LOG_LEVELS, type LogLevel } from '../log.ts';
import { SettingsError } from './settings-error.ts';

/** All settings of pcd. */
export interface ReceiverSettings {
  /** '' for every address of the machine. */
  host: string;
  port: number;
  keysFile: string;
  dataFolder: string;
  loglevel: LogLevel;
  help: boolean;
  version: boolean;
}

export const RECEIVER_HELP = `pcd receives what pcc collects, at sites without a portal: one collection file per machine.

  pcd [settings]

A flag goes before its environment variable, that before the default in brackets.

  --listen ADDRESS       LISTENADDRESS        host:port or :port [127.0.0.1:8080]
  --apikeys-file FILE    PCD_APIKEYS_FILE     a line is "key identifier" or a key alone; mode 0600;
                                              read again when it changes and on SIGHUP
                                              [/etc/perfanalysis/pcd.keys]
  --data FOLDER          PCD_DATA             where the collection files lie [/var/lib/perfanalysis-pcd]
  --loglevel LEVEL       PCD_LOGLEVEL         debug, info, warn, error [info]
  --version              the version
  --help, -h             this text

pcd speaks plain http: put a proxy with TLS before it where agents deliver from other machines.
Collection files are read by pcprocess. A file may be moved away at any time; pcd goes on in a new one.
`;

/** Settings from flags, else the environment, else defaults. `argv` is without node and script. Throws SettingsError. */
export function readReceiverSettings(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReceiverSettings {
  const flags = parse(argv);
  const text = (flag: string | undefined, variable: string, fallback: string): string =>
    flag ?? (environment[variable] || fallback);
  const loglevel = text(flags.loglevel, 'PCD_LOGLEVEL', 'info');
  const level = LOG_LEVELS.find((known) => known === loglevel);
  if (!level) {
    throw new SettingsError(`PCD_LOGLEVEL is "${loglevel}": allowed is ${LOG_LEVELS.join(', ')}`);
  }
  return {
    ...parseAddress(text(flags.listen, 'LISTENADDRESS', '127.0.0.1:8080')),
    keysFile: text(flags['apikeys-file'], 'PCD_APIKEYS_FILE', '/etc/perfanalysis/pcd.keys'),
    dataFolder: text(flags.data, 'PCD_DATA', '/var/lib/perfanalysis-pcd'),
    loglevel: level,
    help: flags.help === true,
    version: flags.version === true,
  };
}

function parseAddress(address: string): { host: string; port: number } {
  const [, bracketed, plain, digits] =
    /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s]*)):(\d{1,5})$/.exec(address) ?? [];
  const port = Number(digits ?? Number.NaN);
  if (!(port <= 65_535)) {
    throw new SettingsError(`LISTENADDRESS is "${address}": allowed is host:port, [ipv6]:port or :port`);
  }
  return { host: bracketed ?? plain ?? '', port };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        listen: { type: 'string' },
        'apikeys-file': { type: 'string' },
        data: { type: 'string' },
        loglevel: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : String(error)}; see pcd --help`);
  }
}
