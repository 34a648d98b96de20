import { proxyFor } from '../config/proxy-for.ts';
import { readCertificates } from '../config/read-certificates.ts';
import type { Settings } from '../config/settings.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { createTransport } from '../send/create-transport.ts';
import { Deliverer } from '../send/deliverer.ts';
import { KeyRing } from '../send/key-ring.ts';
import { Spool } from '../spool/spool.ts';
import { VERSION } from './version.ts';

/** What a sink says of itself. */
export type SinkStatus = Readonly<Record<string, number | string | boolean | null>>;

/** Where ticks go. */
export interface Sink {
  /** The file or server, for the log. */
  name: string;
  /** Takes one tick and answers its number. */
  take(records: readonly CollectionRecord[]): number;
  /** How it goes, for `pcc status`: counts, bytes, times in Unix ms. */
  status(): SinkStatus;
  /** Ends within about `graceMs`; answers what became of the ticks. */
  close(graceMs: number): Promise<Record<string, number>>;
}

const REQUEST_TIMEOUT_MS = 30_000;
const MB = 1024 * 1024;
const DAY_MS = 86_400_000;

/**
 * The sink of trickle mode: a spool and the portal. Throws when the spool cannot be opened, and SettingsError for
 * certificates and proxies that cannot be used.
 */
export function openSink(settings: Settings, log: Log): Sink {
  const { server, apikey, keyFile, identifier, caFile, batch, retryMax } = settings;
  const ca = caFile === '' ? null : readCertificates(caFile);
  const proxy = proxyFor(new URL(server));
  const spool = new Spool({
    folder: settings.spool,
    limitBytes: settings.spoolMb * MB,
    maxAgeMs: settings.spoolDays * DAY_MS,
    memoryBytes: settings.queueMb * MB,
    log,
  });
  const keys = new KeyRing({ apikey, keyFile, log });
  const deliverer = new Deliverer({
    spool,
    transport: createTransport({
      server,
      key: () => keys.current,
      userAgent: `pcc/${VERSION}`,
      timeoutMs: REQUEST_TIMEOUT_MS,
      ca,
      proxy,
    }),
    keys,
    identifier,
    batchMs: batch,
    retryMaxMs: retryMax,
    log,
  });
  return {
    name: server,
    take: (records) => deliverer.push(records),
    status: () => ({
      ...deliverer.counts,
      ...deliverer.state,
      waiting: spool.waiting,
      spoolBytes: spool.bytes,
      spoolInMemoryOnly: spool.inMemoryOnly,
    }),
    async close(graceMs) {
      const waiting = await deliverer.close(graceMs);
      spool.close();
      return { ...deliverer.counts, waiting };
    },
  };
}
