import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { busyCores } from '../../../bench/store/busy-cores.ts';
import { makeTenant } from '../../../bench/store/make-tenant.ts';
import { compareP95, type TimedPair } from '../compare-p95.ts';
import { countLedgers } from '../count-ledgers.ts';
import { newLedger } from '../ledger.ts';
import type { Drill } from '../outcome.ts';
import { openSteadyCallers } from '../steady-callers.ts';

const BYTE_EACH_MS = 2000;

/** Hundreds of callers send their headers, or their body, byte by byte; others must be answered as before. */
export const slow: Drill = async (run) => {
  const { site, say } = run;
  const [portal] = site.portals;
  const tenant = await makeTenant('slow', portal.port);
  const { addMachine } = await import('#server/machines/add-machine.ts');
  const { key } = await addMachine(tenant.ctx, { machine_id: 'slow-1' });
  const callers = await openSteadyCallers(tenant, portal.port, run.signal);
  const count = run.rounds({ full: 500, quick: 100 });
  const rounds = run.quick ? 1 : 3;
  const ms = run.quick ? 1500 : 8000;
  const busy = run.quick ? 0 : await busyCores();
  await callers.call(ms / 2); // what is made at first use is made

  const head = `POST /api/v1/trickle HTTP/1.1\r\nHost: ${tenant.host}\r\napikey: ${key}\r\nContent-Type: application/json\r\n`;
  const pairs: TimedPair[] = [];
  let opened = 0;
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    const alone = await callers.call(ms);
    const sockets = Array.from({ length: count }, (_, index) =>
      // Every other one is through with its headers.
      openSlowSocket(portal.port, index % 2 === 0 ? head : `${head}Content-Length: 500000\r\n\r\n`),
    );
    try {
      await sleep(1000);
      const open = sockets.filter(({ readyState }) => readyState === 'open').length;
      opened += open;
      const beside = await callers.call(ms);
      pairs.push({ alone, beside });
      say(
        `${round + 1} of ${rounds}: ${beside.length} calls answered beside ${open} slow ones, ${alone.length} without`,
      );
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  }
  const counted = await countLedgers(tenant, portal.port, [
    ...callers.ledgers,
    newLedger('slow-1', 'load_1'),
  ]);
  return {
    faults: opened,
    ...counted,
    wrong: [...callers.wrong, ...counted.wrong],
    notes: [],
    ...(!run.quick && { figures: compareP95(`${count} slow connections`, pairs, busy) }),
  };
};

/** Sends `beginning` at once, and then one byte now and then, not in step with the others. */
function openSlowSocket(port: number, beginning: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
  let timer = setTimeout(function next() {
    socket.write('x');
    timer = setTimeout(next, BYTE_EACH_MS);
  }, Math.random() * BYTE_EACH_MS);
  socket.on('error', () => {});
  socket.on('close', () => clearTimeout(timer));
  return socket;
}
