import { type IncomingMessage, request } from 'node:http';

/** An open stream of server-sent events. */
export interface Events {
  status: number;
  /** All that came so far. */
  text: () => string;
  /** Ends when the server ends it. */
  ended: Promise<'ended' | 'cut'>;
  close: () => void;
}

/** Opens a stream of events of `url` on a local port. */
export function openEvents(url: string, port: number, headers: Record<string, string>): Promise<Events> {
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: `${pathname}${search}`,
        agent: false,
        headers: { host, accept: 'text/event-stream', ...headers },
      },
      (response: IncomingMessage) => {
        let text = '';
        response.on('data', (part: Buffer) => {
          text += part;
        });
        const ended = new Promise<'ended' | 'cut'>((over) => {
          response.on('end', () => over('ended'));
          response.on('error', () => over('cut'));
        });
        resolve({
          status: response.statusCode ?? 0,
          text: () => text,
          ended,
          close: () => sent.destroy(),
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
