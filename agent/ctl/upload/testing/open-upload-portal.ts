import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { UploadAnswer } from '../upload-answer.ts';

export const PART_BYTES = 64 * 1024;

interface Held {
  view: UploadAnswer;
  body: Record<string, unknown>;
  bytes: Buffer;
}

/** A portal as far as uploads go, in memory; its faults are those that a test sets. */
export interface UploadPortal {
  url: string;
  /** What was asked, in order: method and path, without ids. */
  asked: string[];
  held: Held[];
  faults: {
    /** Breaks the connection when so many bytes of a file have arrived, once each. */
    cutAt: number[];
    /** Takes the part and forgets to answer, so many times. */
    swallow: number;
    /** Refuses so many parts with 503. */
    unavailable: number;
    /** Called before a part is taken. */
    onPart: () => void;
  };
  /** What a file that is queued goes through, one at each look. */
  phases: UploadAnswer['status'][];
  /** How a file ends; a failure leaves it failed. */
  verdict: (held: Held) => Pick<UploadAnswer, 'result' | 'error'>;
  close(): Promise<void>;
}

/** The verdict of a portal that takes every file. */
export const stored = ({ view, body }: Held): Pick<UploadAnswer, 'result'> => ({
  result: {
    message: 'stored',
    records_processed: 1234,
    machine_id: typeof body.machine_id === 'string' ? body.machine_id : 'web1',
    upload_id: view.upload_id,
    data_range: { start: '2026-01-07T00:00:00Z', end: '2026-01-08T00:00:00Z' },
    duplicates: 0,
    duplicate_of: null,
    warnings: [],
  },
});

/** Starts a portal that answers as ours does to uploads, on a free port; `close` ends it. */
export async function openUploadPortal(): Promise<UploadPortal> {
  const portal: UploadPortal = {
    url: '',
    asked: [],
    held: [],
    faults: { cutAt: [], swallow: 0, unavailable: 0, onPart: () => undefined },
    phases: [],
    verdict: stored,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const reply = (response: ServerResponse, status: number, value: unknown): void =>
    void response.writeHead(status).end(JSON.stringify(value));
  const refuse = (response: ServerResponse, status: number, error_code: string, details = {}): void =>
    reply(response, status, { status: 'error', error_code, message: `${error_code} it is`, details });

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as Record<string, unknown>;
    const twin = portal.held.find((one) => one.body.sha256 === body.sha256 && one.view.status === 'done');
    if (twin?.view.result) {
      const result = { ...twin.view.result, duplicate_of: twin.view.upload_id };
      return reply(response, 200, { ...twin.view, upload_id: randomUUID(), result });
    }
    const view: UploadAnswer = {
      upload_id: randomUUID(),
      status: 'receiving',
      progress: 0,
      byte_count: Number(body.byte_count),
      received_bytes: 0,
    };
    portal.held.push({ view, body, bytes: Buffer.alloc(0) });
    reply(response, 201, { ...view, part_bytes: PART_BYTES });
  }

  async function append(held: Held, offset: number, request: IncomingMessage, response: ServerResponse) {
    const { faults } = portal;
    const { view } = held;
    faults.onPart();
    if (faults.unavailable > 0) {
      faults.unavailable -= 1;
      return refuse(response, 503, 'UNAVAILABLE', { retry_after: 0 });
    }
    if (offset !== view.received_bytes)
      return refuse(response, 409, 'CONFLICT', { expected: view.received_bytes });
    for await (const chunk of request as AsyncIterable<Buffer>) {
      held.bytes = Buffer.concat([held.bytes, chunk]);
      view.received_bytes = held.bytes.length;
      if (view.received_bytes >= (faults.cutAt[0] ?? Number.POSITIVE_INFINITY)) {
        faults.cutAt.shift();
        return void request.socket.destroy();
      }
    }
    if (view.received_bytes === view.byte_count) view.status = 'queued';
    if (faults.swallow > 0) {
      faults.swallow -= 1;
      return void request.socket.destroy();
    }
    reply(response, 200, view);
  }

  /** Each look brings it a phase further. */
  function look(held: Held, response: ServerResponse): void {
    const { view } = held;
    const next = portal.phases.shift();
    if (next && view.status !== 'receiving') Object.assign(view, { status: next, progress: 0.5 });
    else if (view.status !== 'receiving' && !view.result) {
      const whole = createHash('sha256').update(held.bytes).digest('hex') === held.body.sha256;
      const verdict = whole ? portal.verdict(held) : { error: { error_code: 'INTERNAL', message: 'torn' } };
      Object.assign(view, verdict, { status: verdict.error ? 'failed' : 'done' });
    }
    reply(response, 200, view);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://portal');
    const [, id, rest = ''] = /^\/api\/v1\/uploads\/([^/]+)(\/content)?$/.exec(url.pathname) ?? [];
    portal.asked.push(`${request.method} ${id === undefined ? url.pathname : `…${rest}`}`);
    request.on('error', () => undefined);
    if (request.method === 'POST') return begin(request, response);
    const held = portal.held.find(({ view }) => view.upload_id === id);
    if (!held) return refuse(response, 404, 'NOT_FOUND');
    if (request.method === 'PUT')
      return append(held, Number(url.searchParams.get('offset')), request, response).catch(() => undefined);
    look(held, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  portal.url = `http://demo.localhost:${(server.address() as AddressInfo).port}`;
  return portal;
}
