import { storeKey } from '../config/store-key.ts';
import type { Log } from '../log.ts';

interface KeyRingOptions {
  apikey: string;
  /** Where a successor is stored. */
  keyFile: string;
  log: Log;
}

/** Shape of our keys, `pmk_<id>_<secret>[_<checksum>]`; nothing else is taken for a successor. */
const KEY = /^pmk_[A-Za-z0-9]{1,32}_[A-Za-z0-9_]{1,200}$/;

/**
 * The key in use. Takes over the successor that the server announces, from its storing on and without a restart; goes
 * back to the key before when the successor is refused.
 */
export class KeyRing {
  readonly #options: KeyRingOptions;
  #current: string;
  /** The other one to try. */
  #previous: string | null = null;
  #onTrial = false;
  readonly #refused = new Set<string>();
  #saidUnstored = false;

  constructor(options: KeyRingOptions) {
    this.#options = options;
    this.#current = options.apikey;
  }

  get current(): string {
    return this.#current;
  }

  /** The server announced a successor. One that cannot be stored is not used: the next start would not know it. */
  adopt(successor: string): void {
    if (successor === this.#current || this.#refused.has(successor) || !KEY.test(successor)) return;
    if (!this.#store(successor, this.#current)) return;
    this.#previous = this.#current;
    this.#current = successor;
    this.#options.log.info('key replaced by the successor that the portal announced');
  }

  /** The current key was refused. True when there is another to try at once. */
  refused(): boolean {
    const previous = this.#previous;
    if (previous === null) return false;
    this.#refused.add(this.#current);
    [this.#previous, this.#current] = [this.#current, previous];
    this.#onTrial = !this.#onTrial;
    return this.#onTrial;
  }

  /** The current key was accepted: another one is not needed any more. */
  accepted(): void {
    if (this.#onTrial && this.#previous !== null) {
      this.#store(this.#current, this.#previous);
      this.#options.log.warn('the new key was refused, the one before is used again');
      this.#previous = null;
    }
    this.#onTrial = false;
  }

  #store(key: string, old: string): boolean {
    const { keyFile, log } = this.#options;
    try {
      storeKey(keyFile, key, old);
      return true;
    } catch (error) {
      if (!this.#saidUnstored)
        log.error('cannot store the new key, make its file writable', {
          path: keyFile,
          reason: String(error),
        });
      this.#saidUnstored = true;
      return false;
    }
  }
}
