import { planRoute } from '../send/plan-route.ts';
import { type Reply, readReply } from '../send/read-reply.ts';

export interface PingOptions {
  server: string;
  apikey: string;
  userAgent: string;
  ca: readonly string[] | null;
  proxy: URL | null;
  timeoutMs: number;
}

/** POST {server}/v1/ping with the key. Rejects with the system's error when no whole reply came in time. */
export function pingServer({ server, apikey, userAgent, ca, proxy, timeoutMs }: PingOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const route = planRoute(new URL('/v1/ping', server), { proxy, ca, timeoutMs });
    const request = route.post({
      'user-agent': userAgent,
      'content-type': 'application/json',
      'content-length': 2,
      ...(apikey !== '' && { apikey }),
    });
    const late = Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => request.destroy(late), timeoutMs);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      route.agent.destroy();
      settle();
    };
    request.on('error', (error) => end(() => reject(error)));
    request.on('response', (response) => {
      readReply(response).then(
        (reply) => end(() => resolve(reply)),
        (error) => end(() => reject(error)),
      );
    });
    request.end('{}');
  });
}
