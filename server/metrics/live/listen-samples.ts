import { Client } from 'pg';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';
import { processWide } from '#server/process-wide.ts';

type Handler = () => void;

const CHANNEL = 'perfanalysis_samples';
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

const state = () =>
  processWide('sampleListener', () => ({
    handlers: new Map<string, Set<Handler>>(),
    client: undefined as Client | undefined,
    running: false,
  }));

/**
 * Calls `handler` whenever samples of a machine were committed, by any process. `machineKey` is
 * `<tenant id>:<machine's internal id>`. One connection per process listens for all; while it is being made or made
 * again calls may be missed, so once it stands every handler is called. A handler may be called without news, never
 * the other way round.
 * @returns a function that ends the subscription; after the last one the connection closes
 */
export function onSamples(machineKey: string, handler: Handler): () => void {
  const { handlers } = state();
  const set = handlers.get(machineKey) ?? new Set();
  handlers.set(machineKey, set);
  set.add(handler);
  void keepListening();
  return () => {
    set.delete(handler);
    if (set.size === 0 && handlers.get(machineKey) === set) handlers.delete(machineKey);
    if (handlers.size === 0) void state().client?.end();
  };
}

/** Listens until nobody is subscribed; a lost connection is made again after a growing, scattered pause. */
async function keepListening(): Promise<void> {
  const held = state();
  if (held.running) return;
  held.running = true;
  let pause = FIRST_PAUSE_MS;
  while (held.handlers.size > 0) {
    try {
      await listenOnce(() => {
        pause = FIRST_PAUSE_MS;
      });
    } catch (error) {
      log().warn({ err: error }, 'connection for live samples lost');
    }
    if (held.handlers.size === 0) break;
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)).unref());
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
  held.running = false;
}

/** Resolves when the connection ended as asked for, rejects when it was lost. */
async function listenOnce(onReady: () => void): Promise<void> {
  const held = state();
  const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true });
  const ended = new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('end', resolve);
  });
  // Until it is awaited below, a failure to connect must not count as unhandled.
  ended.catch(() => {});
  client.on('notification', ({ payload }) => {
    if (payload) wake(held.handlers.get(payload));
  });
  try {
    await client.connect();
    held.client = client;
    await client.query(`LISTEN ${CHANNEL}`);
    onReady();
    for (const set of held.handlers.values()) wake(set);
    // The last subscriber may have left while the connection was being made.
    if (held.handlers.size === 0) await client.end();
    await ended;
  } finally {
    held.client = undefined;
    await client.end().catch(() => {});
  }
}

function wake(handlers: ReadonlySet<Handler> | undefined): void {
  for (const handler of [...(handlers ?? [])]) {
    try {
      handler();
    } catch (error) {
      log().error({ err: error }, 'a live reader failed');
    }
  }
}
