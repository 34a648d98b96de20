import { setTimeout as sleep } from 'node:timers/promises';
import { TRICKLE_LIMITS } from '../contract/limits.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { backOff } from './back-off.ts';
import type { Transport } from './create-transport.ts';
import { type Batch, freezeBatch } from './freeze-batch.ts';
import { readVerdict, type Verdict } from './read-verdict.ts';
import { SnapshotQueue } from './snapshot-queue.ts';

export interface DelivererOptions {
  transport: Transport;
  identifier: string;
  queueBytes: number;
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

/** A backlog goes in pieces the server can store quickly; far below its own limit of 16 MiB. */
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Delivers snapshots in order, one batch at a time. A batch is retried with the same bytes until it is answered;
 * only what the server acknowledged is forgotten.
 */
export class Deliverer {
  readonly counts: DeliveryCounts = { sent: 0, acked: 0, dropped: 0 };
  readonly #options: DelivererOptions;
  readonly #queue: SnapshotQueue;
  /** Frozen: stays until it is answered. */
  #batch: Batch | null = null;
  #mostSnapshots: number = TRICKLE_LIMITS.snapshots;
  #failures = 0;
  #denied = false;
  #arrived: () => void = () => undefined;
  readonly #closing = new AbortController();
  readonly #loop: Promise<void>;

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#queue = new SnapshotQueue(options.queueBytes);
    this.#loop = this.#run();
  }

  /** Takes in one tick and answers its number in the stream. */
  push(records: readonly CollectionRecord[]): number {
    const wasEmpty = this.#queue.length === 0;
    const { seq, dropped } = this.#queue.push(JSON.stringify({ records }));
    if (dropped > 0) {
      this.counts.dropped += dropped;
      this.#options.log.warn('queue full, oldest snapshots dropped', {
        dropped,
        waiting: this.#queue.length,
      });
    }
    if (wasEmpty) this.#arrived();
    return seq;
  }

  /** Tries once more to deliver what waits, for `graceMs` at most, and ends. Answers how many were left. */
  async close(graceMs: number): Promise<number> {
    this.#closing.abort();
    this.#arrived();
    const grace = setTimeout(() => this.#options.transport.close(), graceMs);
    await this.#loop;
    clearTimeout(grace);
    this.#options.transport.close();
    return this.#queue.length;
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#queue.length === 0) {
        if (this.#closing.signal.aborted) return;
        await new Promise<void>((resolve) => {
          this.#arrived = resolve;
        });
        continue;
      }
      const started = performance.now();
      const retryMs = await this.#attempt();
      if (retryMs !== null && this.#closing.signal.aborted) return;
      const wait = retryMs ?? this.#options.batchMs - (performance.now() - started);
      await sleep(Math.max(0, wait), undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  /** One attempt; answers how long to wait before the next when this one failed, null when it got further. */
  async #attempt(): Promise<number | null> {
    this.#batch ??= await this.#freeze();
    const batch = this.#batch;
    if (!batch) return null;
    const { transport, log } = this.#options;
    this.counts.sent += batch.lastSeq - batch.firstSeq + 1;
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

  #obey(verdict: Verdict, batch: Batch): number | null {
    const { log, retryMaxMs } = this.#options;
    switch (verdict.type) {
      case 'acked':
        if (this.#failures > 0) log.info('delivery works again', { waiting: this.#queue.length });
        this.#failures = 0;
        this.#denied = false;
        this.#mostSnapshots = Math.min(this.#mostSnapshots * 2, TRICKLE_LIMITS.snapshots);
        this.counts.acked += this.#queue.ack(verdict.through);
        this.#batch = null;
        return null;
      case 'poison':
        this.#quarantine(verdict.seq, verdict.reason);
        return null;
      case 'smaller':
        this.#shrink(batch, verdict.reason);
        return null;
      case 'gap':
      case 'mismatch':
        this.#renumber(verdict, batch);
        return this.#fail(verdict.type, 0);
      case 'denied':
        this.#failures += 1;
        if (!this.#denied) {
          this.#denied = true;
          const text = 'portal denies delivery; what waits is kept';
          log.error(text, { reason: verdict.reason, waiting: this.#queue.length, probe_ms: retryMaxMs });
        }
        return retryMaxMs;
      case 'later':
        return this.#fail(verdict.reason, verdict.waitMs);
    }
  }

  #fail(reason: string, leastMs: number): number {
    this.#failures += 1;
    const retryMs = Math.round(Math.max(leastMs, backOff(this.#failures, this.#options.retryMaxMs)));
    const { log } = this.#options;
    log.warn('delivery failed', {
      reason,
      attempt: this.#failures,
      retry_ms: retryMs,
      waiting: this.#queue.length,
    });
    return retryMs;
  }

  async #freeze(): Promise<Batch | null> {
    for (;;) {
      const { identifier } = this.#options;
      const batch = await freezeBatch(this.#queue, identifier, this.#mostSnapshots, BATCH_BYTES);
      if (!batch || batch.body.length <= TRICKLE_LIMITS.wireBytes) {
        return batch;
      }
      this.#shrink(batch, `${batch.body.length} bytes compressed`);
    }
  }

  /** Half of it next time; a single snapshot cannot be halved and is given up. */
  #shrink(batch: Batch, reason: string): void {
    const snapshots = batch.lastSeq - batch.firstSeq + 1;
    if (snapshots === 1) this.#quarantine(batch.firstSeq, reason);
    else this.#mostSnapshots = Math.floor(snapshots / 2);
    this.#batch = null;
  }

  #quarantine(seq: number, reason: string): void {
    this.#queue.quarantine(seq);
    this.counts.dropped += 1;
    this.#batch = null;
    this.#options.log.error('snapshot refused and dropped', { seq, reason });
  }

  /** The server's count of our stream is not ours. */
  #renumber(verdict: Verdict, batch: Batch): void {
    this.#batch = null;
    if (verdict.type === 'gap' && verdict.expected <= batch.lastSeq + 1) {
      // Either it has more of the batch than we know, or it lost what it had acknowledged: that is gone here too.
      this.counts.acked += this.#queue.ack(verdict.expected - 1, 'lost_by_server');
      return;
    }
    this.#queue.restart();
    this.#options.log.warn('portal has other content under our numbers, new stream', {
      stream: this.#queue.stream,
    });
  }
}
