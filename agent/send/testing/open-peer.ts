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
  /** The same by the snapshot's time in Unix ms, whatever its number. */
  times: Map<number, number>;
  /** Answers for the next deliveries, in order; behind them all is well. */
  script: Answer[];
  store: Answer;
  /** Off the net, connections and all; `open` brings it back on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
}

/** A portal as the contract describes it, on a port of this machine: high-water mark, gaps, acknowledgement. */
export async function openPeer(): Promise<Peer> {
  const marks = new Map<string, { through: number; first: number; text: string }>();
  const stored = new Map<string, number>();
  const times = new Map<number, number>();
  const deliveries: Delivery[] = [];
  const script: Answer[] = [];

  // As server/metrics/find-new-snapshots does it.
  const store: Answer = (delivery, response) => {
    const { body } = delivery;
    const text = JSON.stringify(body);
    const mark = marks.get(body.stream) ?? { through: 0, first: 0, text: '' };
    const last = body.first_seq + body.snapshots.length - 1;
    const refuse = (status: number, code: string, details: object): void =>
      answer(status, { status: 'error', error_code: code, details })(delivery, response);
    if (last === mark.through && body.first_seq === mark.first && text !== mark.text) {
      refuse(422, 'SEQUENCE_MISMATCH', {});
      return;
    }
    const expected = mark.through + 1;
    const declared = body.gap && body.gap.from <= expected && body.gap.to >= body.first_seq - 1;
    if (body.first_seq > expected && !declared) {
      refuse(409, 'SEQUENCE_GAP', { expected });
      return;
    }
    body.snapshots.forEach(({ records: [record] }, index) => {
      const seq = body.first_seq + index;
      if (seq <= mark.through) return;
      const key = `${body.stream} ${seq}`;
      stored.set(key, (stored.get(key) ?? 0) + 1);
      const time = (record?.timestamp ?? 0) * 1000 + (record?.ms ?? 0);
      times.set(time, (times.get(time) ?? 0) + 1);
    });
    const through = Math.max(mark.through, last);
    if (last > mark.through) marks.set(body.stream, { through, first: body.first_seq, text });
    response.end(JSON.stringify({ error: null, acked_through: through, session_id: 's', server_time: 't' }));
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
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://demo.localhost:${port}`,
    deliveries,
    stored,
    times,
    script,
    store,
    open: () => (server.listening ? Promise.resolve() : listen(port)),
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
