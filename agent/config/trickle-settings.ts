import { hostname } from 'node:os';
import { maskKey } from './mask-key.ts';
import type { SettingTable } from './setting.ts';
import { duration, filled, flag, text, whole } from './setting-parsers.ts';
import { stateFolder } from './state-folder.ts';

export interface TrickleSettings {
  /** A URL; `host:port` was made one. */
  server: string;
  /** The key to use: as given, or what the key file holds. See chooseKey. */
  apikey: string;
  keyFile: string;
  identifier: string;
  insecureHttp: boolean;
  /** '' for none. */
  caFile: string;
  batch: number;
  retryMax: number;
  queueMb: number;
  spool: string;
  spoolMb: number;
  spoolDays: number;
}

const S = 1000;

/** Spool and delivery of trickle mode. */
export const TRICKLE_SETTINGS: SettingTable<TrickleSettings> = {
  server: {
    flag: 'server',
    env: 'PCC_SERVER',
    fallback: () => '',
    allowed: 'a URL such as https://acme.example.com, or host:port',
    help: 'the portal, in trickle mode',
    parse: text,
  },
  apikey: {
    flag: 'apikey',
    env: 'PCC_APIKEY',
    fallback: () => '',
    allowed: 'a key of printable ASCII characters',
    help: 'the API key of this machine; better in a file, where ps does not show it',
    parse: (value) => (/^[\x21-\x7e]{0,512}$/.test(value) ? value : undefined),
    show: maskKey,
  },
  keyFile: {
    flag: 'apikey-file',
    env: 'PCC_APIKEY_FILE',
    fallback: () => `${stateFolder()}/apikey`,
    allowed: 'the path of a file',
    help: 'where the key is read from when there is none above, and a successor is stored',
    parse: filled,
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
    parse: flag,
    isSwitch: true,
  },
  caFile: {
    flag: 'ca-file',
    env: 'PCC_CA_FILE',
    fallback: () => '',
    allowed: 'the path of a file',
    help: 'PEM certificates to trust beside the usual ones',
    parse: text,
  },
  batch: {
    flag: 'batch',
    env: 'PCC_BATCH_SECONDS',
    fallback: () => '15s',
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
    help: 'memory for what cannot be spooled (disk full); the oldest is dropped when it is full',
    parse: whole(1, 1024),
  },
  spool: {
    flag: 'spool',
    env: 'PCC_SPOOL',
    fallback: () => `${stateFolder()}/spool`,
    allowed: 'the path of a folder',
    help: 'the folder of what is not delivered yet',
    parse: filled,
  },
  spoolMb: {
    flag: 'spool-mb',
    env: 'PCC_SPOOL_MB',
    fallback: () => '512',
    allowed: '8 to 1000000',
    help: 'size of the spool at which the oldest is dropped',
    parse: whole(8, 1_000_000),
  },
  spoolDays: {
    flag: 'spool-days',
    env: 'PCC_SPOOL_DAYS',
    fallback: () => '7',
    allowed: '1 to 366',
    help: 'age at which what is not delivered is dropped',
    parse: whole(1, 366),
  },
};
