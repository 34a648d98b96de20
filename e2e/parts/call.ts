import { request } from 'node:http';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: () => Record<string, unknown>;
}

/**
 * One HTTP call to the portal under the host name of `url`. Names below `localhost` do not resolve in Node, so the
 * call goes to the loopback address with the Host header set.
 */
export function call(
  url: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    port?: number;
    /** As it is sent; that of `url`, made regular, without it. */
    path?: string;
  } = {},
): Promise<Answer> {
  const { host, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: options.port ?? port,
        path: options.path ?? `${pathname}${search}`,
        method: options.method ?? 'GET',
        // A kept socket may have been closed by the portal while a test was blocked.
        agent: false,
        headers: { host, ...options.headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** The header that carries a key. */
export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
