import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { TrickleBody } from '../../contract/trickle.ts';

/** A delivery as it came over the wire. */
export interface Delivery {
  bytes: Buffer;
  body: TrickleBody;
  request: IncomingMessage;
}

/** Answers a delivery, or does worse to it. */
export type Answer = (delivery: Delivery, response: ServerResponse) => void;

export interface Peer {
  url: string;
  deliveries: Delivery[];
  /** What is stored, by stream and number: how often. */
  stored: Map<string, number>;
  /** Answers for the next deliveries, in order; behind them all is well. */
  script: Answer[];
  store: Answer;
  close(): Promise<void>;
}

/** A portal as the contract describes it, on a port of this machine: high-water mark, gaps, acknowledgement. */
export async function openPeer(): Promise<Peer> {
  const marks = new Map<string, number>();
  const stored = new Map<string, number>();
  const deliveries: Delivery[] = [];
  const script: Answer[] = [];

  const store: Answer = ({ body }, response) => {
    let mark = marks.get(body.stream) ?? 0;
    if (body.gap && body.gap.from === mark + 1) mark = body.gap.to;
    if (body.first_seq > mark + 1) {
      answer(409, { status: 'error', error_code: 'SEQUENCE_GAP', details: { expected: mark + 1 } })(
        { body } as Delivery,
        response,
      );
      return;
    }
    body.snapshots.forEach((_snapshot, index) => {
      const seq = body.first_seq + index;
      if (seq <= mark) return;
      const key = `${body.stream} ${seq}`;
      stored.set(key, (stored.get(key) ?? 0) + 1);
      mark = seq;
    });
    marks.set(body.stream, mark);
    response.end(JSON.stringify({ error: null, acked_through: mark, session_id: 's', server_time: 't' }));
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const body = JSON.parse(gunzipSync(bytes).toString()) as TrickleBody;
      const delivery = { bytes, body, request };
      deliveries.push(delivery);
      (script.shift() ?? store)(delivery, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://demo.localhost:${port}`,
    deliveries,
    stored,
    script,
    store,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An answer with a status and a JSON body, or a text as it is. */
export const answer =
  (status: number, body: object | string, headers: Record<string, string> = {}): Answer =>
  (_delivery, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
