import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { busyCores } from '../../../bench/store/busy-cores.ts';
import { makeTenant } from '../../../bench/store/make-tenant.ts';
import { compareP95, type TimedPair } from '../compare-p95.ts';
import { countLedgers } from '../count-ledgers.ts';
import { newLedger, noteAnswered, noteSent } from '../ledger.ts';
import type { NoiseAnswer, NoiseOrder } from '../noise-child.ts';
import type { Drill } from '../outcome.ts';
import { openSteadyCallers } from '../steady-callers.ts';

/** What a machine and a key may have in a minute here, as by default. */
const DELIVERIES = 240;
const READS = 300;
const TIMES = 20;
/** Deliveries are counted in quarters of a minute. */
const WINDOW_MS = 15_000;
const DAY = 24 * 3600 * 1000;

/** One tenant calls twenty times as often as it may; what is too much is refused, and another tenant does not feel it. */
export const noisy: Drill = async (run) => {
  const { site, say } = run;
  const portal = await site.startPortal('portal-limited', {
    RATE_DELIVERIES_PER_MINUTE: String(DELIVERIES),
    RATE_READS_PER_MINUTE: String(READS),
  });
  const { port } = portal;
  const [loud, other] = [await makeTenant('loud', port), await makeTenant('other', port)];
  const { addMachine } = await import('#server/machines/add-machine.ts');
  const { key } = await addMachine(loud.ctx, { machine_id: 'loud-1' });
  const ledger = newLedger('loud-1', 'load_1');
  const callers = await openSteadyCallers(other, port, run.signal);
  const rounds = run.rounds({ full: 3, quick: 1 });
  const ms = run.quick ? 2000 : 15_000;
  const wrong: string[] = [];
  const pairs: TimedPair[] = [];
  const busy = run.quick ? 0 : await busyCores();
  let [calls, refused] = [0, 0];
  await callers.call(ms / 3); // what is made at first use is made
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    const alone = await callers.call(ms);
    const began = Date.now();
    const noise = startNoise({
      ...{ port, host: loud.host, machine: 'loud-1', apikey: key, ms },
      authorization: loud.headers.authorization ?? '',
      deliveriesPerSecond: (DELIVERIES * TIMES) / 60,
      readsPerSecond: (READS * TIMES) / 60,
      start: Math.floor(Date.now() / DAY) * DAY - DAY + round * 3_600_000,
    });
    const beside = await callers.call(ms);
    const answers = await noise;
    pairs.push({ alone, beside });
    for (const { sample, status } of answers) {
      if (!sample) continue;
      noteSent(ledger, [sample]);
      // Of a line that broke it is not known.
      if (status > 0) noteAnswered(ledger, [sample.time], status === 200 ? 'acknowledged' : 'refused');
    }
    wrong.push(...judgeAnswers(answers, Date.now() - began));
    const tooMuch = answers.filter(({ status }) => status === 429).length;
    [calls, refused] = [calls + answers.length, refused + tooMuch];
    say(`${round + 1} of ${rounds}: ${answers.length} calls, ${tooMuch} of them refused`);
  }
  await portal.stop();
  // Without limits: who was loud has used up what it may read.
  const [unlimited] = site.portals;
  const mine = await countLedgers(loud, unlimited.port, [ledger]);
  const theirs = await countLedgers(other, unlimited.port, callers.ledgers);
  const answered = pairs.reduce((sum, { beside }) => sum + beside.length, 0);
  return {
    faults: refused,
    acknowledged: mine.acknowledged + theirs.acknowledged,
    lost: [...mine.lost, ...theirs.lost],
    doubled: [...mine.doubled, ...theirs.doubled],
    wrong: [...wrong, ...callers.wrong, ...mine.wrong, ...theirs.wrong],
    notes: [
      `${calls} calls at ${TIMES} times the limit, ${refused} of them refused; the other tenant's ${answered} all answered`,
    ],
    ...(!run.quick && { figures: compareP95('the noise', pairs, busy) }),
  };
};

async function startNoise(order: NoiseOrder): Promise<NoiseAnswer[]> {
  const child: ChildProcess = fork(join(import.meta.dirname, '../noise-child.ts'), { execArgv: [] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the noise ended with ${code}`);
  });
  // When it ends later, nobody waits for this any more.
  ended.catch(() => {});
  child.send(order);
  const [answers] = await Promise.race([once(child, 'message'), ended]);
  child.kill();
  return answers as NoiseAnswer[];
}

/** Each answer is yes, or no with a time to wait; and there are no more of the former than the limit allows. */
function judgeAnswers(answers: readonly NoiseAnswer[], ms: number): string[] {
  const wrong = answers.flatMap(({ status, retryAfter }) => {
    const saysWhen = retryAfter !== null && retryAfter > 0;
    if (status === 200 || ((status === 429 || status === 503) && saysWhen)) return [];
    return [`${status} with Retry-After ${retryAfter}`];
  });
  const windows = Math.ceil(ms / WINDOW_MS) + 1;
  const most = { deliveries: (DELIVERIES / 4) * windows, reads: READS * Math.ceil(ms / 60_000 + 1) };
  const taken = {
    deliveries: answers.filter(({ status, sample }) => status === 200 && sample).length,
    reads: answers.filter(({ status, sample }) => status === 200 && !sample).length,
  };
  for (const kind of ['deliveries', 'reads'] as const)
    if (taken[kind] > most[kind]) wrong.push(`${taken[kind]} ${kind} were let in, of at most ${most[kind]}`);
  return wrong;
}
