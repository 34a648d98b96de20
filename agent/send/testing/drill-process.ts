import { setTimeout as sleep } from 'node:timers/promises';
import { Spool } from '../../spool/spool.ts';
import { createTransport } from '../create-transport.ts';
import { Deliverer } from '../deliverer.ts';
import { KeyRing } from '../key-ring.ts';

/**
 * As pcc in trickle mode, with a tick every few milliseconds: a kill hits something more often. Arguments: folder of the
 * spool, URL of the server. Ends by SIGKILL only.
 */
const [folder = '', server = ''] = process.argv.slice(2);
const say = (event: string, fields: object = {}): boolean =>
  process.stderr.write(`${JSON.stringify({ event, ...fields })}\n`);
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: say };
const keys = new KeyRing({ apikey: 'pmk_a_b', keyFile: `${folder}/key`, log });
const deliverer = new Deliverer({
  spool: new Spool({
    folder,
    limitBytes: 64 * 1024 * 1024,
    maxAgeMs: 86_400_000,
    memoryBytes: 1024 * 1024,
    // Small, so that a kill hits the change of segments too.
    segmentBytes: 8 * 1024,
    log,
  }),
  transport: createTransport({ server, key: () => keys.current, userAgent: 'drill', timeoutMs: 1000 }),
  keys,
  identifier: 'server01',
  batchMs: 3,
  retryMaxMs: 50,
  log,
});
say('collecting');
for (let last = 0; ; ) {
  // No two ticks at the same time: they are told apart by it.
  const now = Math.max(Date.now(), last + 1);
  last = now;
  const time = { timestamp: Math.floor(now / 1000), ms: now % 1000 };
  deliverer.push([{ ...time, subsystem: 'drill', measurement: 'x'.repeat(300) }]);
  say('tick', { time_ms: now });
  await sleep(4);
}
