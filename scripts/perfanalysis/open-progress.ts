/** Says on a terminal what is being done; silent elsewhere. */
export interface Progress {
  /** @param share of this step, 0 to 1, where it is known */
  say(step: string, share?: number): void;
  /** Takes the line away, for something that shall stay. */
  clear(): void;
}

/** More often nobody sees it. */
const MS_BETWEEN = 80;

/** Begins a line of progress on `out`, which is rewritten in place; nothing is written when it is no terminal. */
export function openProgress(out: NodeJS.WriteStream): Progress {
  if (!out.isTTY) return { say: () => {}, clear: () => {} };
  let shownAt = 0;
  let shown = '';
  const clear = () => {
    if (shown !== '') out.write('\r\x1b[2K');
    shown = '';
  };
  return {
    clear,
    say(step, share) {
      const now = Date.now();
      if (shown.startsWith(step) && now - shownAt < MS_BETWEEN) return;
      const text = share === undefined ? `${step} …` : `${step} … ${Math.floor(share * 100)} %`;
      if (text === shown) return;
      out.write(`\r\x1b[2K${text.slice(0, (out.columns || 80) - 1)}`);
      shown = text;
      shownAt = now;
    },
  };
}
