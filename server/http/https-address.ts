import type { IncomingMessage } from 'node:http';

/**
 * Where to send somebody who came without encryption to a portal that has it: the same address by https. null when
 * the request came right, nothing says how it came, or it asks how the process is (probes come from inside).
 */
export function httpsAddress(request: IncomingMessage, publicUrl: string): string | null {
  if (!publicUrl.startsWith('https:') || request.headers['x-forwarded-proto'] !== 'http') return null;
  const { url = '/', headers } = request;
  if (/^\/(?:api\/(?:health|ready)|metrics)(?:\?|$)/.test(url)) return null;
  const port = new URL(publicUrl).port;
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return `https://${host}${port ? `:${port}` : ''}${url}`;
}
