import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { askFor } from './ask.ts';
import type { BenchTenant } from './make-tenant.ts';

const BOUNDARY = '----perfanalysis-bench';

/** What the portal says of a stored file, as far as it is looked at here. */
export interface Uploaded {
  records_processed: number;
  duplicates: number;
  warnings: unknown[];
}

/**
 * Uploads a file as a script does, streamed as multipart/form-data, and answers when the portal has answered. Without a
 * machine, each row names its own.
 */
export async function uploadFile(
  port: number,
  { headers }: BenchTenant,
  file: { path: string; machine?: string },
): Promise<Uploaded> {
  const part = (name: string): string => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"`;
  const field = file.machine === undefined ? '' : `${part('machine_id')}\r\n\r\n${file.machine}\r\n`;
  const head = `${field}${part('file')}; filename="${basename(file.path)}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(head);
    yield* createReadStream(file.path, { highWaterMark: 256 * 1024 });
    yield Buffer.from(tail);
  }
  const answer = await askFor({
    port,
    path: '/api/v1/performance/upload',
    method: 'POST',
    headers: {
      ...headers,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': String(head.length + statSync(file.path).size + tail.length),
    },
    body: Readable.from(body()),
  });
  return JSON.parse(answer.toString()) as Uploaded;
}
