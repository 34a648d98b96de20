import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { lookupLocalhost } from '../../send/lookup-localhost.ts';
import { CtlError, EXIT } from '../ctl-error.ts';

export interface Question {
  method: string;
  /** With query, from the root. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a Content as it is. */
  body?: unknown;
  signal?: AbortSignal;
}

/** Bytes to send, and who is told how many of them are on their way. */
export class Content {
  readonly bytes: Buffer;
  readonly sent: (bytes: number) => void;

  constructor(bytes: Buffer, sent: (bytes: number) => void) {
    this.bytes = bytes;
    this.sent = sent;
  }
}

/** So that a slow line shows how far it is. */
const SLICE = 64 * 1024;
/** Without a byte for so long the portal counts as gone. */
const SILENCE_MS = 60_000;

/**
 * Asks a server and answers when the headers are there; the body is the caller's to read.
 * Throws CtlError (unreachable) when nothing came.
 */
export function openResponse(
  server: string,
  { method, path, headers = {}, body, signal }: Question,
  silenceMs = SILENCE_MS,
): Promise<IncomingMessage> {
  const url = new URL(path, server);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const content = contentOf(body);
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      lookup: lookupLocalhost,
      agent: false,
      headers: {
        ...headers,
        accept: 'application/json, */*;q=0.5',
        'content-length': content?.bytes.length ?? 0,
        ...(content && { 'content-type': content.type }),
      },
      ...(signal && { signal }),
    });
    sent.setTimeout(silenceMs, () => sent.destroy(new Error(`no answer within ${silenceMs / 1000} s`)));
    sent.on('response', resolve);
    sent.on('error', (error) => reject(signal?.aborted ? error : unreachable(server, error)));
    for (let at = 0; content && at < content.bytes.length; at += SLICE) {
      const slice = content.bytes.subarray(at, at + SLICE);
      sent.write(slice, (error) => error ?? content.sent(at + slice.length));
    }
    sent.end();
  });
}

function contentOf(body: unknown): { bytes: Buffer; type: string; sent: (bytes: number) => void } | null {
  if (body === undefined) return null;
  if (body instanceof Content)
    return { bytes: body.bytes, type: 'application/octet-stream', sent: body.sent };
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json', sent: () => undefined };
}

/** The error of a connection that could not be made, or broke. */
export function unreachable(server: string, error: unknown): CtlError {
  // One error per address tried, in a list without a text of its own.
  const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error);
  return new CtlError(`cannot reach ${server}: ${reason.replace(/^Error: /, '')}`, EXIT.unreachable, '', {
    cause: error,
  });
}
