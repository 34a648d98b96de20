import * as http from 'node:http';
import * as https from 'node:https';
import { lookupLocalhost } from '../../send/lookup-localhost.ts';
import { CtlError, EXIT } from '../ctl-error.ts';

export interface Question {
  method: string;
  /** With query, from the root. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
}

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
): Promise<http.IncomingMessage> {
  const url = new URL(path, server);
  const { request } = url.protocol === 'https:' ? https : http;
  const content = body === undefined ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      lookup: lookupLocalhost,
      agent: false,
      headers: {
        ...headers,
        accept: 'application/json, */*;q=0.5',
        'content-length': content?.length ?? 0,
        ...(content && { 'content-type': 'application/json' }),
      },
      ...(signal && { signal }),
    });
    sent.setTimeout(silenceMs, () => sent.destroy(new Error(`no answer within ${silenceMs / 1000} s`)));
    sent.on('response', resolve);
    sent.on('error', (error) => reject(signal?.aborted ? error : unreachable(server, error)));
    sent.end(content ?? undefined);
  });
}

/** The error of a connection that could not be made, or broke. */
export function unreachable(server: string, error: unknown): CtlError {
  // One error per address tried, in a list without a text of its own.
  const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error);
  return new CtlError(`cannot reach ${server}: ${reason.replace(/^Error: /, '')}`, EXIT.unreachable, '', {
    cause: error,
  });
}
