import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isLoopback } from './is-loopback.ts';
import { parseConfig } from './parse-config.ts';
import { SettingsError } from './settings-error.ts';

/** What pcctl goes by, apart from the flags of a command. */
export interface CtlSettings {
  /** URL without a slash at its end; '' when nobody said one. */
  server: string;
  /** API key; '' for none. */
  key: string;
  /** Plain http to other machines was allowed. */
  insecureHttp: boolean;
  /** Where the configuration and the sign-ins are kept. */
  folder: string;
}

interface GivenFlags {
  server?: string | undefined;
  key?: string | undefined;
  'insecure-http'?: boolean | undefined;
}

const KEYS = ['server', 'key', 'insecure-http'];

/**
 * Settings from flags, else PCCTL_SERVER and PCCTL_APIKEY, else the file `config` in $XDG_CONFIG_HOME/perfanalysis or
 * ~/.config/perfanalysis, which has lines such as `server: https://acme.example.com`. Throws SettingsError on a server
 * that is no URL, and on a file that is damaged or shows a key to others.
 */
export function readCtlSettings(
  flags: GivenFlags,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): CtlSettings {
  const base = environment.XDG_CONFIG_HOME || join(environment.HOME || homedir(), '.config');
  const folder = join(base, 'perfanalysis');
  const file = readFile(join(folder, 'config'));
  const insecureHttp = flags['insecure-http'] ?? file.get('insecure-http') === 'true';
  const server = flags.server || environment.PCCTL_SERVER || file.get('server') || '';
  return {
    server: server === '' ? '' : portalUrl(server, insecureHttp),
    key: flags.key || environment.PCCTL_APIKEY || file.get('key') || '',
    insecureHttp,
    folder,
  };
}

/**
 * A portal's address as a URL without path; `host:port` means https, on this machine http. Throws SettingsError when it
 * is none, or plain http to another machine.
 */
export function portalUrl(text: string, insecureHttp: boolean): string {
  const bare = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(text)?.[1];
  const scheme = bare !== undefined && (insecureHttp || isLoopback(bare.toLowerCase())) ? 'http' : 'https';
  const full = bare === undefined ? text : `${scheme}://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new SettingsError(`server is "${text}": allowed is a URL such as https://acme.example.com`);
  if (url.protocol === 'http:' && !insecureHttp && !isLoopback(url.hostname))
    throw new SettingsError(
      `server is "${text}": plain http would send passwords and keys in clear text; use https, or --insecure-http`,
    );
  return url.origin;
}

function readFile(path: string): Map<string, string> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Map();
    throw new SettingsError(`cannot read the configuration (${message})`);
  }
  const entries = parseConfig(content, path);
  for (const [key, { line }] of entries)
    if (!KEYS.includes(key))
      throw new SettingsError(`${path}:${line}: ${key} is no setting: allowed are ${KEYS.join(', ')}`);
  if (entries.has('key') && (statSync(path).mode & 0o077) !== 0)
    throw new SettingsError(`${path} holds a key and others may read it: chmod 600 ${path}`);
  return new Map([...entries].map(([key, { text }]) => [key, text]));
}
