import { type Agent, request } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A call to 127.0.0.1. */
export interface Question {
  port: number;
  path: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer | Readable;
  /** Keeps the connection. */
  agent?: Agent;
}

export interface Reply {
  status: number;
  body: Buffer;
}

/** One HTTP call, to the last byte of its answer. By node:http, which sets any Host header. */
export function ask({ port, path, method = 'GET', headers = {}, body, agent }: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers, ...(agent && { agent }) },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
      },
    );
    sent.on('error', reject);
    if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) sent.end(body);
    // An error of the request itself has rejected already.
    else pipeline(body, sent).catch((error: unknown) => sent.destroy(error as Error));
  });
}

/** As ask. Throws when the answer is not a success, with what it says. */
export async function askFor(question: Question): Promise<Buffer> {
  const { status, body } = await ask(question);
  if (status >= 200 && status < 300) return body;
  const asked = `${question.method ?? 'GET'} ${question.path.split('?')[0]}`;
  throw new Error(`${asked} was answered with ${status}: ${body.toString().slice(0, 1000)}`);
}
