import { isLoopback } from './is-loopback.ts';
import { SettingsError } from './settings-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL as the environment says, as curl reads it: HTTPS_PROXY or http_proxy by the URL's protocol, else
 * ALL_PROXY; none for hosts that NO_PROXY lists (names with all below them, addresses, `host:port`, or `*`) and none for
 * this machine. HTTP_PROXY in capitals counts too: pcc is no CGI program, whose callers could set it.
 * Null: directly. Throws SettingsError for a proxy that is no http or https URL.
 */
export function proxyFor(url: URL, environment: Environment = process.env): URL | null {
  const get = (name: string): string => environment[name] || environment[name.toUpperCase()] || '';
  if (isLoopback(url.hostname) || isExempt(url, get('no_proxy'))) return null;
  const scheme = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const text = get(scheme) || get('all_proxy');
  if (text === '') return null;
  const proxy = text.includes('://') ? text : `http://${text}`;
  const parsed = URL.canParse(proxy) ? new URL(proxy) : null;
  if (parsed && ['http:', 'https:'].includes(parsed.protocol)) return parsed;
  throw new SettingsError(
    `${scheme.toUpperCase()} must be the http or https URL of a proxy, such as http://proxy.example.com:3128`,
  );
}

function isExempt(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const applies = onlyPort === undefined || onlyPort === port;
      return applies && (url.hostname === name || url.hostname.endsWith(`.${name}`));
    });
}
