import { hostname } from 'node:os';
import { LOG_LEVELS, type LogLevel } from '../log.ts';
import { maskKey } from './mask-key.ts';
import { parseDuration } from './parse-duration.ts';

export const MODES = ['local', 'trickle'] as const;

/** All settings of pcc; times in milliseconds. */
export interface Settings {
  mode: (typeof MODES)[number];
  /** 0: until stopped. */
  duration: number;
  frequency: number;
  collection: string;
  server: string;
  apikey: string;
  identifier: string;
  insecureHttp: boolean;
  batch: number;
  retryMax: number;
  queueMb: number;
  loglevel: LogLevel;
  procRoot: string;
  sysRoot: string;
}

/** One setting: how it is called, what it means, and how its text becomes a value (undefined: refused). */
export interface Setting<Value> {
  flag: string;
  env: string;
  fallback: () => string;
  allowed: string;
  help: string;
  parse: (text: string) => Value | undefined;
  /** A flag without a value. */
  isSwitch?: true;
  /** How --print-config shows it; as it is, unless given. */
  show?: (text: string) => string;
}

const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (text: string): Value | undefined =>
    values.find((value) => value === text);

const duration =
  (least: number, most: number) =>
  (text: string): number | undefined => {
    const ms = parseDuration(text);
    return ms === null || ms < least || ms > most ? undefined : ms;
  };

const text = (value: string): string | undefined => (value.length <= 4096 ? value : undefined);

const filled = (value: string): string | undefined => (value === '' ? undefined : text(value));

const S = 1000;

/** The table of settings: --help, --print-config, flags and environment are all made from it. */
export const SETTINGS: { readonly [Key in keyof Settings]: Setting<Settings[Key]> } = {
  mode: {
    flag: 'mode',
    env: 'PCC_MODE',
    fallback: () => 'local',
    allowed: MODES.join(' or '),
    help: 'local appends to a file, trickle delivers to a portal',
    parse: oneOf(MODES),
  },
  frequency: {
    flag: 'frequency',
    env: 'PCC_FREQUENCY',
    fallback: () => '5s',
    allowed: '1s to 60s',
    help: 'time between two ticks',
    parse: duration(S, 60 * S),
  },
  duration: {
    flag: 'duration',
    env: 'PCC_DURATION',
    fallback: () => '0',
    allowed: 'a time such as 90s, 10m or 24h, or 0',
    help: 'how long to collect after the first tick; 0: until stopped',
    parse: duration(0, 366 * 86_400 * S),
  },
  collection: {
    flag: 'collection',
    env: 'PCC_COLLECTION',
    fallback: () => 'collection.json',
    allowed: 'the path of a file',
    help: 'the file that local mode appends JSON lines to',
    parse: filled,
  },
  server: {
    flag: 'server',
    env: 'PCC_SERVER',
    fallback: () => '',
    allowed: 'a URL such as https://acme.example.com',
    help: 'the portal, in trickle mode',
    parse: text,
  },
  apikey: {
    flag: 'apikey',
    env: 'PCC_APIKEY',
    fallback: () => '',
    allowed: 'a key of printable ASCII characters',
    help: 'the API key of this machine; better in the environment, where ps does not show it',
    parse: (value) => (/^[\x21-\x7e]{0,512}$/.test(value) ? value : undefined),
    show: maskKey,
  },
  identifier: {
    flag: 'identifier',
    env: 'PCC_IDENTIFIER',
    fallback: hostname,
    allowed: '1 to 255 characters',
    help: 'what the portal calls this machine',
    parse: (value) => (value.length >= 1 && value.length <= 255 ? value : undefined),
  },
  insecureHttp: {
    flag: 'insecure-http',
    env: 'PCC_INSECURE_HTTP',
    fallback: () => 'false',
    allowed: 'true or false',
    help: 'allow http:// to another machine; the key then travels in clear text',
    parse: (value) => (value === 'true' || value === 'false' ? value === 'true' : undefined),
    isSwitch: true,
  },
  batch: {
    flag: 'batch',
    env: 'PCC_BATCH_SECONDS',
    fallback: () => '1s',
    allowed: '0s to 60s',
    help: 'least time between the starts of two deliveries',
    parse: duration(0, 60 * S),
  },
  retryMax: {
    flag: 'retry-max',
    env: 'PCC_RETRY_MAX',
    fallback: () => '5m',
    allowed: '1s to 1h',
    help: 'longest wait between two attempts to deliver',
    parse: duration(S, 3600 * S),
  },
  queueMb: {
    flag: 'queue-mb',
    env: 'PCC_QUEUE_MB',
    fallback: () => '32',
    allowed: '1 to 1024',
    help: 'memory for what is not delivered yet; the oldest is dropped when it is full',
    parse: (value) => {
      const number = /^\d{1,4}$/.test(value) ? Number(value) : 0;
      return number >= 1 && number <= 1024 ? number : undefined;
    },
  },
  loglevel: {
    flag: 'loglevel',
    env: 'PCC_LOGLEVEL',
    fallback: () => 'info',
    allowed: LOG_LEVELS.join(', '),
    help: 'from which level on to log, to standard error',
    parse: oneOf(LOG_LEVELS),
  },
  procRoot: {
    flag: 'proc-root',
    env: 'PCC_PROC_ROOT',
    fallback: () => '/proc',
    allowed: 'the path of a folder',
    help: 'where to read /proc files',
    parse: filled,
  },
  sysRoot: {
    flag: 'sys-root',
    env: 'PCC_SYS_ROOT',
    fallback: () => '/sys',
    allowed: 'the path of a folder',
    help: 'where to read /sys files',
    parse: filled,
  },
};
