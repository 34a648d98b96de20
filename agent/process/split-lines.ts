const NEWLINE = 0x0a;
/** Longer than any record (4 MiB of text, each character escaped twice); more is not a line but damage. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** What became of a line: its text, or null for one that is longer than any record and was not kept. */
export type OnLine = (text: string | null, line: number) => void;

export interface LineSplitter {
  push(chunk: Buffer): void;
  /** The last line, when no newline ended it. */
  end(): void;
  /** Lines begun so far. */
  readonly line: number;
}

/** Cuts chunks of UTF-8 into lines, numbered from 1, without the newline. Keeps one unfinished line at most. */
export function splitLines(onLine: OnLine): LineSplitter {
  let rest: Buffer[] = [];
  let restLength = 0;
  let line = 0;
  let tooLong = false;

  const keep = (part: Buffer): void => {
    if (part.length === 0) return;
    restLength += part.length;
    // A copy: the chunk is the caller's again after this.
    if (restLength <= LONGEST_LINE) rest.push(Buffer.from(part));
    else {
      tooLong = true;
      rest = [];
    }
  };
  const finishRest = (part: Buffer): void => {
    keep(part);
    line += 1;
    onLine(tooLong ? null : Buffer.concat(rest).toString(), line);
    rest = [];
    restLength = 0;
    tooLong = false;
  };
  return {
    get line() {
      return line;
    },
    push(chunk) {
      let from = 0;
      if (restLength > 0) {
        const end = chunk.indexOf(NEWLINE);
        if (end < 0) return keep(chunk);
        finishRest(chunk.subarray(0, end));
        from = end + 1;
      }
      const last = chunk.lastIndexOf(NEWLINE);
      // All whole lines are decoded at once: a call per line costs more than the decoding.
      if (last >= from) {
        const text = chunk.toString('utf8', from, last);
        let start = 0;
        for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
          line += 1;
          onLine(text.slice(start, end), line);
          start = end + 1;
        }
        line += 1;
        onLine(text.slice(start), line);
        from = last + 1;
      }
      keep(chunk.subarray(from));
    },
    end() {
      if (restLength > 0) finishRest(Buffer.alloc(0));
    },
  };
}
