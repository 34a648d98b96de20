import { makeTenant } from '../../../bench/store/make-tenant.ts';
import { askPortal } from '../ask-portal.ts';
import { countLedgers } from '../count-ledgers.ts';
import { countAcknowledged, newLedger } from '../ledger.ts';
import type { Drill } from '../outcome.ts';
import { snapshotSource } from '../snapshot-source.ts';
import { openStreamSender } from '../stream-sender.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BETWEEN = 40;
/** What makeSnapshots writes and reads at most in a second, in bytes, twice over: more is the spike of a wrong rate. */
const MOST_BYTES = 2 * 512 * 1700;

/**
 * A machine whose clock is set back and forward by up to six hours again and again, at times to the future or to long ago:
 * its samples are all there under the times it gave them, without a spike; those of impossible times are refused.
 */
export const clock: Drill = async (run) => {
  const { site, random, say } = run;
  const [portal] = site.portals;
  const tenant = await makeTenant('clock', portal.port);
  const { addMachine } = await import('#server/machines/add-machine.ts');
  const machine = 'clock-1';
  const { key } = await addMachine(tenant.ctx, { machine_id: machine });
  const ledger = newLedger(machine, 'load_1');
  const sender = openStreamSender({
    ...{ ledger, host: tenant.host, apikey: key },
    ...{ port: () => portal.port, mayWait: false, signal: run.signal },
  });
  let step = 0;
  const take = snapshotSource(Math.floor(Date.now() / HOUR) * HOUR - 2 * DAY, (time) => time + step);
  const rounds = run.rounds({ full: 100, quick: 20 });
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    // Once in ten where no clock can be: in the future, or before the accepted age. Those go one by one, as an agent
    // finds them.
    const isImpossible = round % 10 === 9;
    step = isImpossible ? (random() < 0.5 ? 4 * DAY : -60 * DAY) : nextStep(step, random);
    const taken = Array.from({ length: isImpossible ? 2 : BETWEEN }, take);
    if (isImpossible) for (const one of taken) await sender.deliver([one]);
    else
      for (let at = 0; at < taken.length; ) {
        const count = 1 + Math.floor(random() * 12);
        await sender.deliver(taken.slice(at, at + count));
        at += count;
      }
    if (isImpossible) refused += taken.length;
    if ((round + 1) % (rounds / 4) < 1)
      say(`${round + 1} of ${rounds}: clock set; ${countAcknowledged(ledger)} snapshots taken`);
  }
  const { port } = portal;
  const counted = await countLedgers(tenant, port, [ledger]);
  const standing = [...ledger.entries.values()].filter((entry) => entry.standing === 'refused').length;
  const unrefused =
    standing === refused ? [] : [`${refused} impossible moments were sent and ${standing} refused`];
  return {
    faults: rounds,
    ...counted,
    wrong: [
      ...sender.wrong,
      ...unrefused,
      ...counted.wrong,
      ...(await findSpikes(port, tenant.headers, machine)),
    ],
    notes: [`${refused} snapshots of impossible times, ${ledger.again} of moments that were taken already`],
  };
};

/** Some hours; or back by less than was just taken, so that moments come again, to the millisecond. */
function nextStep(step: number, random: () => number): number {
  if (random() < 0.5 && Math.abs(step) < DAY) return step - 1000 * Math.ceil(random() * 2 * BETWEEN);
  return Math.round((random() - 0.5) * 12 * HOUR);
}

/** Rates that no interval had: what a step of the clock would make of counters. */
async function findSpikes(port: number, headers: Record<string, string>, machine: string): Promise<string[]> {
  const now = Math.floor(Date.now() / 1000);
  const query = new URLSearchParams({
    machine_id: machine,
    start: String(now - 5 * 86_400),
    end: String(now + 86_400),
  });
  const { text } = await askPortal({ port, path: `/api/v1/performance/export?${query}`, headers });
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  const columns = ['cpu_user', 'cpu_system', 'cpu_idle', 'disk_read_bytes'].map((name) =>
    names.indexOf(name),
  );
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const values = columns.map((column) => Number(cells[column]));
    const [read = 0] = values.slice(-1);
    const fine =
      values.slice(0, -1).every((value) => value >= 0 && value <= 100) && read >= 0 && read <= MOST_BYTES;
    return fine ? [] : [`a spike: ${values.join(', ')} at ${cells[0]}`];
  });
}
