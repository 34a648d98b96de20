import { isLoopback } from './is-loopback.ts';
import { SettingsError } from './settings-error.ts';
import { TRICKLE_SETTINGS } from './trickle-settings.ts';

/**
 * The server setting as a URL without a slash at its end. `host:port`, which earlier collectors took, means https; http
 * on this machine and where plain http was allowed.
 * Throws SettingsError on anything else, and on plain http to another machine unless that was allowed.
 */
export function serverUrl(server: string, insecureHttp: boolean): string {
  const refused = `PCC_SERVER is "${server}": allowed is ${TRICKLE_SETTINGS.server.allowed}`;
  if (server === '')
    throw new SettingsError(`PCC_SERVER is missing: trickle mode needs ${TRICKLE_SETTINGS.server.allowed}`);
  const [, host] = /^(\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}$/.exec(server) ?? [];
  const scheme = host !== undefined && !insecureHttp && !isLoopback(host.toLowerCase()) ? 'https' : 'http';
  const full = host === undefined ? server : `${scheme}://${server}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.search !== '') {
    throw new SettingsError(refused);
  }
  if (url.protocol === 'http:' && !insecureHttp && !isLoopback(url.hostname)) {
    throw new SettingsError(
      `PCC_SERVER is "${server}": plain http would send the key in clear text; use https, or --insecure-http`,
    );
  }
  return full.replace(/\/+$/, '');
}
