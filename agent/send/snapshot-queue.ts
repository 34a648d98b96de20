import { randomUUID } from 'node:crypto';

/** A snapshot that waits to be delivered, as the JSON text it is sent as. */
export interface QueuedSnapshot {
  seq: number;
  json: string;
}

/** Numbers of a stream that the server will never get, and why. */
export interface MissingRange {
  from: number;
  to: number;
  reason: string;
}

/**
 * The numbered snapshots of one stream that are not acknowledged yet, oldest first, in memory. When they outgrow
 * `limitBytes` the oldest go; those in a batch on its way (`hold`) stay, because the server may have stored them.
 */
export class SnapshotQueue {
  #stream = randomUUID();
  #lastSeq = 0;
  #ackedThrough = 0;
  #heldThrough = 0;
  #bytes = 0;
  #items: QueuedSnapshot[] = [];
  #missingReason = 'queue_overflow';
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get stream(): string {
    return this.#stream;
  }

  get length(): number {
    return this.#items.length;
  }

  /** Takes a snapshot in; answers its number and how many others had to go for it. */
  push(json: string): { seq: number; dropped: number } {
    this.#lastSeq += 1;
    this.#items.push({ seq: this.#lastSeq, json });
    this.#bytes += json.length;
    let dropped = 0;
    while (this.#bytes > this.#limitBytes) {
      const index = this.#items.findIndex((item) => item.seq > this.#heldThrough);
      if (index < 0 || index === this.#items.length - 1) break;
      this.#take(index);
      this.#missingReason = 'queue_overflow';
      dropped += 1;
    }
    return { seq: this.#lastSeq, dropped };
  }

  /** The oldest snapshots without a hole between them, within the limits but at least one; they are held from now on. */
  hold(mostSnapshots: number, mostBytes: number): QueuedSnapshot[] {
    const run: QueuedSnapshot[] = [];
    let bytes = 0;
    for (const item of this.#items) {
      const previous = run.at(-1);
      bytes += item.json.length;
      if (previous && (item.seq !== previous.seq + 1 || run.length >= mostSnapshots || bytes > mostBytes))
        break;
      run.push(item);
    }
    this.#heldThrough = run.at(-1)?.seq ?? 0;
    return run;
  }

  /** The hole between what the server has and the oldest snapshot here. */
  missing(): MissingRange | null {
    const first = this.#items[0];
    if (!first || first.seq === this.#ackedThrough + 1) return null;
    return { from: this.#ackedThrough + 1, to: first.seq - 1, reason: this.#missingReason };
  }

  /** Forgets all up to `seq`, and takes it for what the server has, even if that is less than was thought. */
  ack(seq: number, missingReason?: string): number {
    if (missingReason !== undefined) this.#missingReason = missingReason;
    this.#ackedThrough = Math.min(seq, this.#lastSeq);
    const before = this.#items.length;
    while (this.#items[0] && this.#items[0].seq <= seq) this.#take(0);
    return before - this.#items.length;
  }

  /** Takes out one snapshot that the server refuses. */
  quarantine(seq: number): void {
    const index = this.#items.findIndex((item) => item.seq === seq);
    if (index < 0) return;
    this.#take(index);
    this.#missingReason = 'refused';
  }

  /** A new stream, with what waits here numbered from 1: for a server that has other content under our numbers. */
  restart(): void {
    this.#stream = randomUUID();
    this.#items = this.#items.map(({ json }, index) => ({ seq: index + 1, json }));
    this.#lastSeq = this.#items.length;
    this.#ackedThrough = 0;
    this.#heldThrough = 0;
  }

  #take(index: number): void {
    const [item] = this.#items.splice(index, 1);
    this.#bytes -= item?.json.length ?? 0;
  }
}
