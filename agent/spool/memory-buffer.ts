import { decodeSnapshot } from './decode-snapshot.ts';
import type { Entry, ReadOptions, StoredSnapshot } from './segment-log.ts';

/** Snapshots that the disk does not take, oldest first, up to `limitBytes`. */
export class MemoryBuffer {
  #entries: Entry[] = [];
  #bytes = 0;
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Takes one in; answers the numbers of those that had to go for it. */
  push(entry: Entry): number[] {
    this.#entries.push(entry);
    this.#bytes += entry.payload.length;
    const dropped: number[] = [];
    while (this.#bytes > this.#limitBytes && this.#entries.length > 1) dropped.push(this.#shift());
    return dropped;
  }

  /** The oldest, up to `mostBytes` and at least one. */
  peek(mostBytes: number): Entry[] {
    let bytes = 0;
    const end = this.#entries.findIndex(({ payload }, index) => {
      bytes += payload.length;
      return index > 0 && bytes > mostBytes;
    });
    return this.#entries.slice(0, end < 0 ? undefined : end);
  }

  /** The first run of consecutive numbers from `from` to `through`. */
  read({ from, mostSnapshots, mostBytes, skip }: ReadOptions, through: number): StoredSnapshot[] {
    const run: StoredSnapshot[] = [];
    let bytes = 0;
    for (const { seq, payload } of this.#entries) {
      if (seq < from || skip(seq)) continue;
      const previous = run.at(-1);
      if (seq > through || (previous && (seq !== previous.seq + 1 || run.length >= mostSnapshots))) break;
      const json = decodeSnapshot(payload);
      bytes += json.length;
      if (previous && bytes > mostBytes) break;
      run.push({ seq, json });
    }
    return run;
  }

  dropThrough(seq: number): void {
    while (this.#entries[0] && this.#entries[0].seq <= seq) this.#shift();
  }

  #shift(): number {
    const entry = this.#entries.shift();
    this.#bytes -= entry?.payload.length ?? 0;
    return entry?.seq ?? 0;
  }
}
