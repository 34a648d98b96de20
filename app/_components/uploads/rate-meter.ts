const WINDOW_MS = 4000;

/** Measures how fast bytes go, over the last seconds. */
export class RateMeter {
  #marks: { at: number; bytes: number }[] = [];

  /**
   * @param bytes all so far
   * @param at the clock, ms
   * @returns bytes per second; null before there is something to compare with
   */
  measure(bytes: number, at: number): number | null {
    this.#marks.push({ at, bytes });
    // One mark older than the window stays: else a slow line would have none to compare with.
    while (this.#marks[1] && at - this.#marks[1].at >= WINDOW_MS) this.#marks.shift();
    const [first] = this.#marks;
    if (!first || at - first.at < 250) return null;
    return Math.max(0, ((bytes - first.bytes) * 1000) / (at - first.at));
  }
}
