import type { Log } from '../log.ts';
import { CollectionFile } from './collection-file.ts';
import type { Delivery } from './parse-delivery.ts';
import { placeDelivery } from './place-delivery.ts';
import { ReceiveError } from './receive-error.ts';

interface Job {
  delivery: Delivery;
  resolve(ackedThrough: number): void;
  reject(error: unknown): void;
}

/** One write takes about so much text at most; a single delivery may be larger. */
const GROUP_CHARACTERS = 16 * 1024 * 1024;
const RETRY_SECONDS = 5;

/** Writes the deliveries for one collection file, in the order they came; all that wait go to the disk at once. */
export class CollectionWriter {
  readonly #path: string;
  readonly #log: Log;
  #file: CollectionFile | null = null;
  #queue: Job[] = [];
  #draining: Promise<void> | null = null;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  get isIdle(): boolean {
    return this.#draining === null;
  }

  /**
   * Answers, when the delivery is on the disk, how far its stream is stored. Rejects with ReceiveError SEQUENCE_GAP,
   * and UNAVAILABLE when the disk does not take it.
   */
  submit(delivery: Delivery): Promise<number> {
    const { promise, resolve, reject } = withResolvers<number>();
    this.#queue.push({ delivery, resolve, reject });
    this.#draining ??= this.#drain();
    return promise;
  }

  /** Waits for what was submitted, and closes the file. */
  async close(): Promise<void> {
    await this.#draining;
    this.#file?.close();
    this.#file = null;
  }

  async #drain(): Promise<void> {
    // Requests that arrived in the same turn of the event loop share a write.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#commitGroup();
    // In the same step as the last look at the queue: what comes next must start anew.
    this.#draining = null;
  }

  async #commitGroup(): Promise<void> {
    const placed: { job: Job; ackedThrough: number }[] = [];
    try {
      const file = this.#open();
      const { marks } = file;
      const lines: string[] = [];
      const streams: Record<string, number> = {};
      const times: number[] = [];
      let firstTime: number | null = null;
      let lastTime = 0;
      for (let characters = 0; characters < GROUP_CHARACTERS; ) {
        const job = this.#queue.shift();
        if (!job) break;
        try {
          const { ackedThrough, ...moved } = placeDelivery(job.delivery, marks);
          marks.apply(moved);
          Object.assign(streams, moved.streams);
          times.push(...moved.times);
          for (const { time, records } of moved.snapshots) {
            firstTime ??= time;
            lastTime = time;
            for (const { timestamp, ms, subsystem, measurement } of records) {
              const line = `${JSON.stringify({ timestamp, ms, subsystem, measurement })}\n`;
              lines.push(line);
              characters += line.length;
            }
          }
          placed.push({ job, ackedThrough });
        } catch (error) {
          job.reject(error);
        }
      }
      if (firstTime !== null) {
        const batch = { lines: Buffer.from(lines.join('')), firstTime, lastTime };
        await file.append(batch, { streams, times });
      }
      for (const { job, ackedThrough } of placed) job.resolve(ackedThrough);
    } catch (error) {
      this.#fail(placed.length > 0 ? placed.map(({ job }) => job) : this.#queue.splice(0), error);
    }
  }

  #open(): CollectionFile {
    if (this.#file && !this.#file.isCurrent()) {
      this.#log.info('collection file was moved or cut, going on in a new one', { path: this.#path });
      const { marks } = this.#file;
      this.#file.close();
      this.#file = null;
      this.#file = new CollectionFile(this.#path, this.#log, marks);
    }
    this.#file ??= new CollectionFile(this.#path, this.#log);
    return this.#file;
  }

  /** The marks in memory have moved; those on the disk have not: the file is looked at anew. */
  #fail(jobs: readonly Job[], error: unknown): void {
    this.#log.error('cannot store, the senders keep it', { path: this.#path, reason: String(error) });
    try {
      this.#file?.close();
    } catch {
      // Closed or not, it is not used again.
    }
    this.#file = null;
    const refusal = new ReceiveError(
      503,
      'UNAVAILABLE',
      'The disk does not take it now. Send it again.',
      {},
      RETRY_SECONDS,
    );
    for (const job of jobs) job.reject(refusal);
  }
}

/** Promise.withResolvers is not in Node 20. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
