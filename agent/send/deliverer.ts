import { TRICKLE_LIMITS } from '../contract/limits.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { monotonicMs } from '../monotonic-ms.ts';
import { sleep } from '../sleep.ts';
import type { Spool } from '../spool/spool.ts';
import { backOff } from './back-off.ts';
import { type Batch, freezeBatch } from './freeze-batch.ts';
import type { KeyRing } from './key-ring.ts';
import { readVerdict, type Verdict } from './read-verdict.ts';
import type { Transport } from './transport.ts';

export interface DelivererOptions {
  spool: Spool;
  transport: Transport;
  keys: KeyRing;
  identifier: string;
  /** Least time between the starts of two deliveries. */
  batchMs: number;
  retryMaxMs: number;
  log: Log;
}

/** What became of the snapshots; one sent twice counts twice in `sent`, and once in `acked`. */
export interface DeliveryCounts {
  sent: number;
  acked: number;
  dropped: number;
}

/** How delivery goes, for people. */
export interface DeliveryState {
  /** Unix ms; null before the first. */
  lastAckAt: number | null;
  /** In a row; 0 while all is well. */
  failures: number;
  lastError: string | null;
}

/** A backlog goes in pieces that cost little memory, here and there; far below the server's own limit of 16 MiB. */
const BATCH_BYTES = 1024 * 1024;
/** Between two pieces of a backlog, however long deliveries are apart otherwise. */
const BACKLOG_MS = 1000;

/**
 * Delivers what is in a spool in order, one batch at a time. A batch is retried with the same bytes until it is
 * answered; only what the server acknowledged is forgotten.
 */
export class Deliverer {
  readonly state: DeliveryState = { lastAckAt: null, failures: 0, lastError: null };
  readonly #counts = { sent: 0, acked: 0 };
  readonly #options: DelivererOptions;
  /** Frozen: stays until it is answered. */
  #batch: Batch | null = null;
  #mostSnapshots: number = TRICKLE_LIMITS.snapshots;
  /** The highest number that the server may have of us. */
  #sentThrough: number;
  #poisoned = 0;
  /** There was more than the batch could take. */
  #isBacklog = false;
  #denied = false;
  #arrived: () => void = () => undefined;
  readonly #closing = new AbortController();
  readonly #loop: Promise<void>;

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#sentThrough = options.spool.lastSeq;
    // Of an old stream one first: were there more, the server could take a part for what it has from another host with
    // a copy of this spool, and its answer would not show it.
    if (this.#sentThrough > 0) this.#mostSnapshots = 1;
    this.#loop = this.#run();
  }

  get counts(): DeliveryCounts {
    return { ...this.#counts, dropped: this.#options.spool.counts.dropped };
  }

  /** Takes in one tick and answers its number in the stream. */
  push(records: readonly CollectionRecord[]): number {
    const seq = this.#options.spool.push(JSON.stringify({ records }));
    this.#arrived();
    return seq;
  }

  /** Tries once more to deliver what waits, for `graceMs` at most, and ends. Answers how many are left. */
  async close(graceMs: number): Promise<number> {
    this.#closing.abort();
    this.#arrived();
    const grace = setTimeout(() => this.#options.transport.close(), graceMs);
    await this.#loop;
    clearTimeout(grace);
    this.#options.transport.close();
    return this.#options.spool.waiting;
  }

  async #run(): Promise<void> {
    for (;;) {
      const started = monotonicMs();
      const arrival = new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
      const waitMs = await this.#attempt();
      if (waitMs === null) {
        if (this.#closing.signal.aborted) return;
        await arrival;
        continue;
      }
      if (this.state.failures > 0 && this.#closing.signal.aborted) return;
      const wait = waitMs - (this.state.failures > 0 ? 0 : monotonicMs() - started);
      await sleep(Math.max(0, wait), this.#closing.signal);
    }
  }

  /** One attempt; answers how long to wait before the next, null when there is nothing to deliver. */
  async #attempt(): Promise<number | null> {
    try {
      this.#batch ??= await this.#freeze();
      return this.#batch && (await this.#deliver(this.#batch));
    } catch (error) {
      // The system is out of something: the batch is made anew when it has it again.
      this.#batch = null;
      return this.#fail(`cannot read the spool: ${String(error)}`, 0);
    }
  }

  async #deliver(batch: Batch): Promise<number> {
    const { transport, log } = this.#options;
    this.#counts.sent += batch.lastSeq - batch.firstSeq + 1;
    this.#sentThrough = Math.max(this.#sentThrough, batch.lastSeq);
    const verdict = await transport.post(batch.body).then(
      (reply) => readVerdict(reply, batch),
      (error: unknown): Verdict => ({
        type: 'later',
        reason: error instanceof Error ? error.message : String(error),
        waitMs: 0,
      }),
    );
    log.debug('delivery', {
      first_seq: batch.firstSeq,
      last_seq: batch.lastSeq,
      bytes: batch.body.length,
      verdict: verdict.type,
    });
    return this.#obey(verdict, batch);
  }

  #obey(verdict: Verdict, batch: Batch): number {
    if (verdict.type !== 'poison') this.#poisoned = 0;
    switch (verdict.type) {
      case 'acked':
        // More than was ever sent: the numbers are in use by a copy of this spool, or by this one before it was restored.
        if (verdict.through > this.#sentThrough) return this.#restart();
        return this.#acked(verdict, batch);
      case 'poison':
        // Snapshots of a time that the server does not take come in rows: one at a time does not resend the others.
        this.#poisoned += 1;
        if (this.#poisoned > 1) this.#mostSnapshots = 1;
        this.#refuse(verdict.seq, verdict.reason);
        return 0;
      case 'smaller':
        this.#shrink(batch, verdict.reason);
        return 0;
      case 'gap':
        // Either it has more of the batch than we know, or it lost what it had acknowledged: what is still here is sent.
        if (verdict.expected > batch.lastSeq + 1) return this.#restart();
        this.#batch = null;
        this.#options.spool.ack(verdict.expected - 1);
        return this.#fail('portal waits for another number', 0);
      case 'mismatch':
        return this.#restart();
      case 'denied':
        return this.#deny(verdict);
      case 'later':
        return this.#fail(verdict.reason, verdict.waitMs);
    }
  }

  #acked({ through, successorKey }: Extract<Verdict, { type: 'acked' }>, batch: Batch): number {
    const { spool, keys, log, batchMs } = this.#options;
    if (this.state.failures > 0) log.info('delivery works again', { waiting: spool.waiting });
    Object.assign(this.state, { failures: 0, lastAckAt: Date.now() });
    this.#denied = false;
    this.#mostSnapshots = Math.min(this.#mostSnapshots * 2, TRICKLE_LIMITS.snapshots);
    this.#counts.acked += Math.min(through, batch.lastSeq) - batch.firstSeq + 1;
    spool.ack(through);
    this.#batch = null;
    keys.accepted();
    if (successorKey !== null) keys.adopt(successorKey);
    return this.#isBacklog ? Math.min(batchMs, BACKLOG_MS) : batchMs;
  }

  #deny({ reason, keyRefused }: Extract<Verdict, { type: 'denied' }>): number {
    const { spool, keys, log, retryMaxMs } = this.#options;
    this.#note(reason);
    if (keyRefused && keys.refused()) return 0;
    if (!this.#denied) {
      this.#denied = true;
      const text = 'portal denies delivery; what waits is kept';
      log.error(text, { reason, waiting: spool.waiting, probe_ms: retryMaxMs });
    }
    return retryMaxMs;
  }

  #fail(reason: string, leastMs: number): number {
    const { log, spool, retryMaxMs } = this.#options;
    this.#note(reason);
    const { failures } = this.state;
    const retryMs = Math.round(Math.max(leastMs, backOff(failures, retryMaxMs)));
    log.warn('delivery failed', { reason, attempt: failures, retry_ms: retryMs, waiting: spool.waiting });
    return retryMs;
  }

  #note(reason: string): void {
    this.state.failures += 1;
    this.state.lastError = reason;
  }

  async #freeze(): Promise<Batch | null> {
    const { spool, identifier } = this.#options;
    for (;;) {
      const run = spool.hold(this.#mostSnapshots, BATCH_BYTES);
      if (!run) return null;
      this.#isBacklog = run.lastSeq < spool.lastSeq;
      const batch = await freezeBatch(run, { identifier, stream: spool.stream });
      if (batch.body.length <= TRICKLE_LIMITS.wireBytes) return batch;
      this.#shrink(batch, `${batch.body.length} bytes compressed`);
    }
  }

  /** Half of it next time; a single snapshot cannot be halved and is given up. */
  #shrink(batch: Batch, reason: string): void {
    const snapshots = batch.lastSeq - batch.firstSeq + 1;
    if (snapshots === 1) this.#refuse(batch.firstSeq, reason);
    else this.#mostSnapshots = Math.floor(snapshots / 2);
    this.#batch = null;
  }

  #refuse(seq: number, reason: string): void {
    this.#options.spool.refuse(seq);
    this.#batch = null;
    this.#options.log.error('snapshot refused and dropped', { seq, reason });
  }

  /** What the server has under our numbers is not ours. */
  #restart(): number {
    const { spool, log } = this.#options;
    this.#batch = null;
    spool.restart();
    this.#sentThrough = 0;
    log.warn('portal has other content under our numbers, new stream', { stream: spool.stream });
    return this.#fail('portal has other content under our numbers', 0);
  }
}
