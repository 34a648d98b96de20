import { openCollection } from '../collect/open-collection.ts';
import type { Settings } from '../config/settings.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { createTransport } from '../send/create-transport.ts';
import { Deliverer } from '../send/deliverer.ts';
import { VERSION } from './version.ts';

/** Where ticks go. */
export interface Sink {
  /** The file or server, for the log. */
  name: string;
  /** Takes one tick and answers its number. */
  take(records: readonly CollectionRecord[]): number;
  /** Ends within about `graceMs`; answers what became of the ticks. */
  close(graceMs: number): Promise<Record<string, number>>;
}

const REQUEST_TIMEOUT_MS = 30_000;
const MB = 1024 * 1024;

/** The sink of the mode: a file in local mode, the portal in trickle mode. Throws when the file cannot be opened. */
export function openSink(settings: Settings, log: Log): Sink {
  return settings.mode === 'local' ? fileSink(settings, log) : portalSink(settings, log);
}

function fileSink({ collection }: Settings, log: Log): Sink {
  const file = openCollection(collection);
  let seq = 0;
  let dropped = 0;
  return {
    name: collection,
    take(records) {
      seq += 1;
      try {
        file.append(records);
      } catch (error) {
        dropped += 1;
        if (dropped === 1) log.error('cannot write, tick lost', { path: collection, reason: String(error) });
      }
      return seq;
    },
    async close() {
      file.close();
      return { written: seq - dropped, dropped };
    },
  };
}

function portalSink({ server, apikey, identifier, queueMb, batch, retryMax }: Settings, log: Log): Sink {
  const deliverer = new Deliverer({
    transport: createTransport({
      server,
      apikey,
      userAgent: `pcc/${VERSION}`,
      timeoutMs: REQUEST_TIMEOUT_MS,
    }),
    identifier,
    queueBytes: queueMb * MB,
    batchMs: batch,
    retryMaxMs: retryMax,
    log,
  });
  return {
    name: server,
    take: (records) => deliverer.push(records),
    async close(graceMs) {
      const waiting = await deliverer.close(graceMs);
      return { ...deliverer.counts, waiting };
    },
  };
}
