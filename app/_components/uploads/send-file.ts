import { generateReactHelpers } from '@uploadthing/react';
import type { FileRouter } from '#server/uploadthing/file-router.ts';
import { answerOf, type Fault } from './answer-of.ts';
import { retryDelay } from './retry-delay.ts';

/** One file on its way to the portal. */
export interface SendPlan {
  file: File;
  machine: string | null;
  counters: 'rate' | 'cumulative' | null;
  /** A UUID; the same again goes on where the file broke off. */
  attempt: string;
  signal: AbortSignal;
  /** The name under which the portal knows the file. */
  onKey: (key: string) => void;
  onProgress: (loaded: number) => void;
  /** The connection broke, or the portal asks for patience; `seconds` until the next try. */
  onWait: (wait: { seconds: number; why: 'broken' | 'limited' }) => void;
  /** Whether the portal has all of the file, whatever the last answer was. */
  isThere: (key: string) => Promise<boolean>;
}

/** The portal does not take the file. */
export class RefusedFile extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Answers that are other ones later: another try may be ahead of a call that broke, or the portal was busy. */
const PASSING = ['CONFLICT', 'LENGTH_MISMATCH', 'INTERNAL', 'UNAVAILABLE', 'RATE_LIMITED'];
/** A line that is dead without an end is given up after this. */
const STALL_MS = 30_000;

/**
 * Sends a file with UploadThing's client until the portal has it, over as many connections as that takes.
 * @throws RefusedFile when the portal does not take it; the signal's reason when it is aborted
 */
export async function sendFile(plan: SendPlan): Promise<void> {
  let key: string | null = null;
  let failures = 0;
  const watchedFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method === 'POST' && response.ok) {
      const [link] = (await response.clone().json()) as { key: string }[];
      if (link && link.key !== key) plan.onKey(link.key);
      key = link?.key ?? null;
    }
    return response;
  };
  const { uploadFiles } = generateReactHelpers<FileRouter>({ fetch: watchedFetch });
  const { file, machine, counters, attempt, signal } = plan;
  const input = { attempt, ...(machine !== null && { machine_id: machine }), ...(counters && { counters }) };

  for (;;) {
    const stall = new AbortController();
    let timer = setTimeout(() => stall.abort(), STALL_MS);
    try {
      await uploadFiles('samples', {
        files: [file],
        input,
        signal: AbortSignal.any([signal, stall.signal]),
        onUploadProgress: ({ loaded, delta }) => {
          if (delta > 0) failures = 0;
          clearTimeout(timer);
          // The answer to the last byte takes as long as it takes to store.
          if (loaded < file.size) timer = setTimeout(() => stall.abort(), STALL_MS);
          plan.onProgress(Math.min(loaded, file.size));
        },
      });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const answer = answerOf(error);
      if (answer && key !== null && (await plan.isThere(key).catch(() => false))) return;
      if (answer && !PASSING.includes(answer.error_code)) throw new RefusedFile(answer);
      const asked = Number(answer?.details.retry_after);
      const seconds = asked > 0 ? asked : retryDelay(failures++);
      plan.onWait({ seconds, why: asked > 0 ? 'limited' : 'broken' });
      await pause(seconds * 1000, signal);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Waits; shorter when the browser finds its network again. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void) => () => {
      clearTimeout(timer);
      window.removeEventListener('online', online);
      signal.removeEventListener('abort', aborted);
      act();
    };
    const online = done(resolve);
    const aborted = done(() => reject(signal.reason));
    const timer = setTimeout(done(resolve), milliseconds);
    window.addEventListener('online', online);
    signal.addEventListener('abort', aborted);
  });
}
