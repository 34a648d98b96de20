import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { askPortal } from './ask-portal.ts';
import { type Ledger, noteAnswered, noteSent } from './ledger.ts';
import type { Taken } from './snapshot-source.ts';

/** An agent that numbers its snapshots, and what it met. */
export interface StreamSender {
  ledger: Ledger;
  /** Answers that should have been others. */
  wrong: string[];
  /** By status; 0: the line broke. */
  answers: Map<number, number>;
  /** Delivers what it takes next, again and again until it is acknowledged or refused for good. */
  deliver: (taken: readonly Taken[]) => Promise<void>;
}

/** So long a delivery is tried. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 100;

/**
 * An agent on the wire, as agent/send does it but without its long pauses.
 * @param port asked before each call: where the portal is
 * @param mayWait whether 503 and 429 are right answers; they must say for how long
 */
export function openStreamSender(options: {
  ledger: Ledger;
  host: string;
  apikey: string;
  port: () => number;
  mayWait: boolean;
  /** Aborted: it gives up. */
  signal: AbortSignal;
}): StreamSender {
  const { ledger, host, apikey, mayWait, signal } = options;
  const stream = randomUUID();
  const wrong: string[] = [];
  const answers = new Map<number, number>();
  let seq = 0;
  /** The first of the numbers that were given up, if any directly before the next. */
  let gapFrom: number | null = null;

  const deliver = async (taken: readonly Taken[]): Promise<void> => {
    const first_seq = seq + 1;
    const last = seq + taken.length;
    seq = last;
    const gap = gapFrom === null ? {} : { gap: { from: gapFrom, to: first_seq - 1, reason: 'quarantined' } };
    const snapshots = taken.map(({ snapshot }) => snapshot);
    const body = gzipSync(
      JSON.stringify({ identifier: ledger.machine, stream, first_seq, snapshots, ...gap }),
    );
    const times = taken.map(({ time }) => time);
    for (const time of times) if (ledger.entries.get(time)?.standing === 'acknowledged') ledger.again += 1;
    noteSent(ledger, taken);
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS, undefined, { signal })) {
      const { status, headers, text } = await askPortal({
        port: options.port(),
        path: '/api/v1/trickle',
        method: 'POST',
        headers: { host, apikey, 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body,
      });
      answers.set(status, (answers.get(status) ?? 0) + 1);
      const said = `${ledger.machine}: ${status} ${text.slice(0, 300)}`;
      if (status === 200) {
        if (JSON.parse(text).acked_through !== last) wrong.push(said);
        gapFrom = null;
        return noteAnswered(ledger, times, 'acknowledged');
      }
      if (status === 400 && text.includes('TIMESTAMP_OUT_OF_RANGE')) {
        gapFrom ??= first_seq;
        return noteAnswered(ledger, times, 'refused');
      }
      const isWait = mayWait && (status === 503 || status === 429) && Number(headers['retry-after']) > 0;
      if (status !== 0 && !isWait) wrong.push(said);
      if (Date.now() > end)
        return void wrong.push(`${ledger.machine}: not taken for ${PATIENCE_MS / 1000} s`);
    }
  };
  return { ledger, wrong, answers, deliver };
}
