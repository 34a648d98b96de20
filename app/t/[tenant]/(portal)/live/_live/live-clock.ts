type Tick = (end: number) => void;

const EVERY_MS = 1000;

/**
 * Says to all charts of a page when to draw, and which moment (Unix ms, the server's clock) is at the right edge: every
 * second, and at once for who comes new. While it stands, so does the page; what arrives meanwhile is drawn when it
 * goes on.
 */
export class LiveClock {
  readonly #ticks = new Set<Tick>();
  readonly #ahead: number;
  #stoodAt: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(serverNow: number) {
    this.#ahead = serverNow - Date.now();
  }

  /** @returns a function that ends it */
  onTick(tick: Tick): () => void {
    this.#ticks.add(tick);
    tick(this.#now());
    this.#timer ??= setInterval(() => this.draw(), EVERY_MS);
    return () => {
      this.#ticks.delete(tick);
      if (this.#ticks.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Draws what arrived, unless it stands. */
  draw(): void {
    if (this.#stoodAt !== null || document.hidden) return;
    for (const tick of this.#ticks) tick(this.#now());
  }

  stand(paused: boolean): void {
    this.#stoodAt = paused ? (this.#stoodAt ?? this.#now()) : null;
    this.draw();
  }

  #now(): number {
    return this.#stoodAt ?? Date.now() + this.#ahead;
  }
}
