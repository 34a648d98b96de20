const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The address of a portal below the bare domain the browser shows.
 *
 * @param name what somebody typed: `acme`, or with a domain behind it, which is cut off
 * @param here the present page's URL
 * @returns null when `name` cannot be a portal's name
 */
export function portalUrl(name: string, here: string): string | null {
  const label =
    name
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .split(/[./:]/)[0] ?? '';
  if (!LABEL.test(label)) return null;
  const url = new URL('/', here);
  url.hostname = `${label}.${url.hostname}`;
  return url.href;
}
