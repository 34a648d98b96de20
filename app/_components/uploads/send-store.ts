import { RateMeter } from './rate-meter.ts';
import type { Send, SendState } from './send.ts';
import { RefusedFile, sendFile } from './send-file.ts';

/** What a send needs of the portal beside the sending. */
export interface PortalCalls {
  isThere: (key: string) => Promise<boolean>;
  giveUp: (key: string) => Promise<void>;
}

const AT_ONCE = 3;
const NONE: readonly Send[] = [];

/** The files of this browser tab. Kept outside the page, so that they go on while another page is looked at. */
export class SendStore {
  #sends = NONE;
  #listeners = new Set<() => void>();
  #running = new Map<string, { stop: AbortController; key: string | null }>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = (): readonly Send[] => this.#sends;
  serverSnapshot = (): readonly Send[] => NONE;

  /** Files that were dropped or chosen; they wait for `start`. */
  add(files: readonly File[]): void {
    const added = files.map(
      (file): Send => ({
        id: randomId(),
        file,
        machine: null,
        counters: null,
        state: { name: 'ready' },
      }),
    );
    this.#set([...this.#sends, ...added]);
  }

  edit(id: string, change: Partial<Pick<Send, 'machine' | 'counters'>>): void {
    this.#change(id, (send) => ({ ...send, ...change }));
  }

  remove(id: string): void {
    this.#set(this.#sends.filter((send) => send.id !== id));
  }

  /** Back to the choice of machine and options, as a new attempt. */
  reopen(id: string): void {
    this.#change(id, (send) => ({ ...send, id: randomId(), state: { name: 'ready' } }));
  }

  /** Sends all that is ready, a few at a time. */
  start(calls: PortalCalls): void {
    this.#set(
      this.#sends.map((send) =>
        send.state.name === 'ready' ? { ...send, state: { name: 'waiting' } } : send,
      ),
    );
    this.#next(calls);
  }

  /** Stops a file that is being sent, and makes the portal forget what it has of it. */
  async cancel(id: string, calls: PortalCalls): Promise<void> {
    const running = this.#running.get(id);
    const { state } = this.#sends.find((send) => send.id === id) ?? {};
    running?.stop.abort();
    this.remove(id);
    const key = running?.key ?? (state?.name === 'sent' ? state.key : null);
    if (key !== null) await calls.giveUp(key);
  }

  #next(calls: PortalCalls): void {
    const waiting = this.#sends.filter(({ state }) => state.name === 'waiting');
    for (const send of waiting.slice(0, AT_ONCE - this.#running.size)) void this.#run(send, calls);
  }

  async #run({ id, file, machine, counters }: Send, calls: PortalCalls): Promise<void> {
    const stop = new AbortController();
    const running: { stop: AbortController; key: string | null } = { stop, key: null };
    this.#running.set(id, running);
    const meter = new RateMeter();
    let loaded = 0;
    this.#state(id, { name: 'sending', loaded, rate: null });
    try {
      await sendFile({
        file,
        machine,
        counters,
        attempt: id,
        signal: stop.signal,
        isThere: calls.isThere,
        onKey: (key) => {
          running.key = key;
        },
        onProgress: (bytes) => {
          loaded = bytes;
          this.#state(id, { name: 'sending', loaded, rate: meter.measure(loaded, Date.now()) });
        },
        onWait: ({ seconds, why }) =>
          this.#state(id, { name: 'paused', loaded, until: Date.now() + seconds * 1000, why }),
      });
      if (running.key !== null) this.#state(id, { name: 'sent', key: running.key });
    } catch (error) {
      if (stop.signal.aborted) return;
      const fault =
        error instanceof RefusedFile
          ? error.fault
          : {
              error_code: 'INTERNAL',
              message: 'This browser could not send the file. Reload the page and try again.',
              details: {},
            };
      this.#state(id, { name: 'refused', fault });
    } finally {
      this.#running.delete(id);
      this.#next(calls);
    }
  }

  #state(id: string, state: SendState): void {
    this.#change(id, (send) => ({ ...send, state }));
  }

  #change(id: string, change: (send: Send) => Send): void {
    this.#set(this.#sends.map((send) => (send.id === id ? change(send) : send)));
  }

  #set(sends: readonly Send[]): void {
    this.#sends = sends;
    for (const listener of this.#listeners) listener();
  }
}

/** crypto.randomUUID is not there over plain http, except on localhost. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
