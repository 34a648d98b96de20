import type { Batch } from './freeze-batch.ts';
import { parseRetryAfter } from './parse-retry-after.ts';
import type { Reply } from './read-reply.ts';

/** What a reply means for the batch it answers. */
export type Verdict =
  /** Stored up to there, which may be beyond the batch. The key may have a successor. */
  | { type: 'acked'; through: number; successorKey: string | null }
  /** Not now: again later, not before `waitMs`. */
  | { type: 'later'; reason: string; waitMs: number }
  /** Not with this key: nothing helps but a change on the other side. */
  | { type: 'denied'; reason: string; keyRefused: boolean }
  /** This snapshot will never be taken. */
  | { type: 'poison'; seq: number; reason: string }
  /** Something in the batch will never be taken, or there is too much of it: try less. */
  | { type: 'smaller'; reason: string }
  /** The server waits for another number. */
  | { type: 'gap'; expected: number }
  /** The server has something else under our numbers. */
  | { type: 'mismatch' };

/** Refusals of the content, by our portal; any other 400 is somebody else's (a proxy), and says nothing about it. */
const CONTENT_CODES: ReadonlySet<unknown> = new Set([
  'INVALID_INPUT',
  'INVALID_JSON',
  'BATCH_TOO_LARGE',
  'TIMESTAMP_OUT_OF_RANGE',
]);

/** Reads a reply to a batch. Never throws: what makes no sense is `later`. */
export function readVerdict({ status, headers, body }: Reply, batch: Batch): Verdict {
  const answer = parseObject(body);
  const details = asObject(answer.details);
  const code = typeof answer.error_code === 'string' ? answer.error_code : '';
  const said = typeof answer.message === 'string' ? answer.message.slice(0, 300) : '';
  const reason = [status, code, said].filter((part) => part !== '').join(' ');

  if (status === 200) {
    const through = answer.acked_through;
    // An acknowledgement that takes nothing off the batch would be repeated without end.
    if (answer.error === null && isInteger(through) && through >= batch.firstSeq) {
      const { successor_key: successor } = answer;
      return { type: 'acked', through, successorKey: typeof successor === 'string' ? successor : null };
    }
    return { type: 'later', reason: '200 without an acknowledgement', waitMs: 0 };
  }
  if (status === 409 && code === 'SEQUENCE_GAP' && isInteger(details.expected) && details.expected >= 1) {
    return { type: 'gap', expected: details.expected };
  }
  // A stream of another machine is somebody else's too.
  if ((status === 422 && code === 'SEQUENCE_MISMATCH') || (status === 409 && code === 'CONFLICT')) {
    return { type: 'mismatch' };
  }
  if (status === 413) return { type: 'smaller', reason };
  if (status === 400 && CONTENT_CODES.has(code)) {
    const seq = isInteger(details.index) ? batch.firstSeq + details.index : 0;
    const inBatch = seq >= batch.firstSeq && seq <= batch.lastSeq;
    return inBatch ? { type: 'poison', seq, reason } : { type: 'smaller', reason };
  }
  if (status === 401 || status === 403) return { type: 'denied', reason, keyRefused: status === 401 };
  const location = headers.location ? ` to ${headers.location.slice(0, 300)}` : '';
  const waitMs = parseRetryAfter(headers['retry-after'], Date.now());
  return { type: 'later', reason: reason + location, waitMs };
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);

function parseObject(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
