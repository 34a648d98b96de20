import type { IncomingMessage } from 'node:http';

/** What Next's own pages send of where they are: `[segment, {slot: state}, …]`. */
const isRouterState = (value: unknown): boolean =>
  Array.isArray(value) &&
  (typeof value[0] === 'string' || Array.isArray(value[0])) &&
  typeof value[1] === 'object' &&
  value[1] !== null &&
  Object.values(value[1]).every(isRouterState);

const succeeds = (check: () => unknown): boolean => {
  try {
    return check() !== false;
  } catch {
    return false;
  }
};

/**
 * What is wrong with a request's target, or with the header by which pages say where they are; null when nothing is.
 * Next would fail over these, or answer with a redirect.
 */
export function checkTarget({ url = '', headers }: IncomingMessage): string | null {
  // A whole address (RFC 9112 §3.2.2) is for proxies: its host need not be the one of the Host header.
  if (!url.startsWith('/') || url.startsWith('//'))
    return 'The target of a request is a path, as /api/health.';
  const [path = ''] = url.split('?');
  if (!succeeds(() => decodeURIComponent(path))) return 'The path is not UTF-8 in percent-encoding.';
  const state = headers['next-router-state-tree'];
  if (state === undefined) return null;
  const isSound = succeeds(() => isRouterState(JSON.parse(decodeURIComponent(String(state)))));
  return isSound ? null : 'The header Next-Router-State-Tree cannot be read.';
}
