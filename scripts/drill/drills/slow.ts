import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeTenant } from '../../../bench/store/make-tenant.ts';
import { percentile } from '../../../bench/store/percentile.ts';
import { countLedgers } from '../count-ledgers.ts';
import { newLedger } from '../ledger.ts';
import type { Drill } from '../outcome.ts';
import { openSteadyCallers } from '../steady-callers.ts';

const BYTE_EACH_MS = 400;

/** Hundreds of callers send their headers, or their body, byte by byte; others must be answered as before. */
export const slow: Drill = async (run) => {
  const { site, say } = run;
  const [portal] = site.portals;
  const tenant = await makeTenant('slow', portal.port);
  const { addMachine } = await import('#server/machines/add-machine.ts');
  const { key } = await addMachine(tenant.ctx, { machine_id: 'slow-1' });
  const callers = await openSteadyCallers(tenant, portal.port, run.signal);
  const count = run.rounds({ full: 500, quick: 100 });
  const windowMs = run.quick ? 2500 : 20_000;
  await callers.call(windowMs / 4); // what is made at first use is made
  const before = await callers.call(windowMs);
  say(`${before.length} calls answered without slow ones`);

  const head = `POST /api/v1/trickle HTTP/1.1\r\nHost: ${tenant.host}\r\napikey: ${key}\r\nContent-Type: application/json\r\n`;
  const sockets = Array.from({ length: count }, (_, index) =>
    // Every other one is through with its headers.
    openSlowSocket(portal.port, index % 2 === 0 ? head : `${head}Content-Length: 500000\r\n\r\n`),
  );
  try {
    await sleep(1000);
    const open = sockets.filter(({ readyState }) => readyState === 'open').length;
    say(`${open} slow connections are open`);
    const during = await callers.call(windowMs);
    say(`${during.length} calls answered beside them`);
    const unopened = open < count ? [`only ${open} of ${count} slow connections were let in`] : [];
    const counted = await countLedgers(tenant, portal.port, [
      ...callers.ledgers,
      newLedger('slow-1', 'load_1'),
    ]);
    const [p95, p95Before] = [percentile(during, 0.95), percentile(before, 0.95)];
    return {
      faults: open,
      ...counted,
      wrong: [...callers.wrong, ...counted.wrong],
      notes: unopened,
      ...(!run.quick && {
        figures: [
          { what: 'p95 of an answer without slow connections', value: p95Before, unit: 'ms' },
          { what: `p95 beside ${open} slow connections`, value: p95, unit: 'ms' },
          { what: 'ratio', value: p95 / p95Before, unit: '', bar: { sense: 'at most', value: 1.5 } },
        ],
      }),
    };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
};

/** Sends `beginning` at once, and then one byte now and then. */
function openSlowSocket(port: number, beginning: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
  const timer = setInterval(() => socket.write('x'), BYTE_EACH_MS);
  socket.on('error', () => {});
  socket.on('close', () => clearInterval(timer));
  return socket;
}
