import { formatProgress } from '../../process/format-progress.ts';

/** How far a file is, for the person who waits. */
export interface Progress {
  /** `taken` of `size` bytes are with the portal; `before` were when this run began. */
  sending(taken: number, size: number, before: number): void;
  /** A phase and its share, 0 to 1; null where there is none. */
  phase(name: string, share: number | null): void;
  /** A line that stays. */
  say(text: string): void;
  /** Takes the moving line away. */
  clear(): void;
}

const TERMINAL_MS = 200;
const LINES_MS = 10_000;
const ERASE_LINE = '\r\u001b[K';

/**
 * One moving line on a terminal; elsewhere a line for each phase, and one each 10 s. `now` is in ms, of a clock that
 * never goes back.
 */
export function openProgress(
  name: string,
  output: { isTTY?: boolean; write(text: string): unknown },
  now: () => number = () => performance.now(),
): Progress {
  const moves = output.isTTY === true;
  let current = '';
  let [phaseAt, shownAt] = [0, 0];
  const show = (phase: string, text: (seconds: number) => string): void => {
    const at = now();
    if (phase !== current) [current, phaseAt] = [phase, at];
    else if (at - shownAt < (moves ? TERMINAL_MS : LINES_MS)) return;
    shownAt = at;
    const line = `${name}: ${text((at - phaseAt) / 1000)}`;
    output.write(moves ? `${ERASE_LINE}${line}` : `${line}\n`);
  };
  const clear = (): void => {
    if (moves) output.write(ERASE_LINE);
  };
  return {
    sending: (taken, size, before) =>
      show('sending', (seconds) => `sending ${formatProgress(taken, size, seconds, before)}`),
    phase: (phase, share) =>
      show(phase, () => (share === null || !(share > 0) ? phase : `${phase} ${Math.floor(share * 100)} %`)),
    say(text) {
      clear();
      output.write(`${name}: ${text}\n`);
    },
    clear,
  };
}
