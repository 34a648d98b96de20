import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { CollectionRecord } from '#agent/contract/record.ts';
import { makeSnapshots, type TrickleSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { storeMeasurements } from '#server/metrics/trickle/store-measurements.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { listSessions } from './list-sessions.ts';

const RUNS = Number(process.env.DRILL_ROUNDS ?? 6);
const STEP = 10_000;
const LIMIT = 120_000;
const begin = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 20 * 3_600_000;

let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

/** A sample: when it was taken, and when its machine was booted. */
interface Taken {
  time: number;
  boot: number;
}

/**
 * What a machine sampled: runs of samples ten seconds apart, between them silence up to and beyond the limit, with or
 * without a boot in it. A machine that was up for less than the silence is the one case that cannot be told.
 */
const history = fc
  .array(
    fc.record({
      samples: fc.integer({ min: 1, max: 5 }),
      silence: fc.constantFrom(20, 110, 120, 121, 130, 1000),
      reboot: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((runs): Taken[] => {
    let time = begin;
    let boot = begin - 9_000_000;
    return runs.flatMap(({ samples, silence, reboot }) => {
      const taken = Array.from({ length: samples }, (_, index) => ({ time: time + index * STEP, boot }));
      time += (samples - 1) * STEP + silence * 1000;
      if (reboot && time - boot > 400_000) boot = time - 5_000;
      return taken;
    });
  });

/** The plain model: neighbours in time are of one session unless silence or a boot lies between them. */
function modelOf(taken: readonly Taken[]): [number, number, number][] {
  const sessions: [number, number, number][] = [];
  let before: Taken | undefined;
  for (const one of taken) {
    const session = sessions.at(-1);
    if (session && before && one.time - before.time <= LIMIT && one.boot === before.boot) {
      session[1] = one.time;
      session[2] += 1;
    } else sessions.push([one.time, one.time, 1]);
    before = one;
  }
  return sessions;
}

const recordsOf = ({ time, boot }: Taken): CollectionRecord[] => [
  ...makeSnapshots([time], boot).flatMap(({ records }) => records),
  {
    timestamp: Math.floor(time / 1000),
    ms: time % 1000,
    subsystem: 'host[*]',
    measurement: JSON.stringify({ hostname: 'x', interval_seconds: STEP / 1000 }),
  },
];
const snapshotsOf = (taken: readonly Taken[]): TrickleSnapshots =>
  taken.map((one) => ({ records: recordsOf(one) }));

async function storedSessions(machine: TricklingMachine): Promise<[number, number, number][]> {
  const { sessions } = await listSessions(ctx, { machine: machine.name }, { limit: 200 });
  return sessions
    .map(({ started_at, ended_at, sample_count }): [number, number, number] => [
      Date.parse(started_at),
      Date.parse(ended_at),
      sample_count,
    ])
    .reverse();
}

const newMachine = () => tricklingMachine(ctx, `machine${++number}`);

test('numbered snapshots, in whatever deliveries, some of them again, make the sessions of the model', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(history, sizes, fc.nat({ max: 3 }), async (taken, sizes, again) => {
      const machine = await newMachine();
      let at = 0;
      for (let delivery = 0; at < taken.length; delivery += 1) {
        const from = Math.max(0, at - (delivery % 2) * again);
        const to = Math.min(taken.length, at + (sizes[delivery % sizes.length] ?? 1));
        await machine.send(from + 1, snapshotsOf(taken.slice(from, to)));
        at = to;
      }
      expect(await storedSessions(machine)).toEqual(modelOf(taken));
    }),
    { numRuns: RUNS },
  );
});

test('snapshots without numbers, in any order, make the sessions of the model', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (taken, random) => {
      const machine = await newMachine();
      const left = [...taken];
      while (left.length > 0) {
        const next = () => Number(random.next().value);
        const count = 1 + (next() % 3);
        const part = Array.from({ length: Math.min(count, left.length) }, () =>
          left.splice(next() % left.length, 1),
        ).flat();
        const body = { identifier: machine.name, measurements: part.flatMap(recordsOf) };
        await storeMeasurements(machine.key, body);
        if (next() % 3 === 0) await storeMeasurements(machine.key, body);
      }
      expect(await storedSessions(machine)).toEqual(modelOf(taken));
    }),
    { numRuns: RUNS },
  );
});

test('a spool that is delivered after an outage is one session, however many deliveries it takes', async () => {
  const machine = await newMachine();
  const taken = Array.from({ length: 120 }, (_, index) => ({
    time: begin + index * STEP,
    boot: begin - 9_000_000,
  }));
  const answers = new Set<string>();
  for (let at = 0; at < taken.length; at += 20)
    answers.add((await machine.send(at + 1, snapshotsOf(taken.slice(at, at + 20)))).session_id);
  expect(answers.size).toBe(1);
  expect(await storedSessions(machine)).toEqual([[begin, begin + 119 * STEP, 120]]);
});

test('a new stream is a new session, and the answer names the session of the newest sample', async () => {
  const machine = await newMachine();
  const at = (minute: number): Taken => ({ time: begin + minute * 60_000, boot: begin - 9_000_000 });
  const first = await machine.send(1, snapshotsOf([at(0), at(1)]));
  expect((await machine.send(1, snapshotsOf([at(0), at(1)]))).session_id).toBe(first.session_id);
  const second = await machine.send(3, snapshotsOf([at(2), at(10)]));
  const third = await machine.send(1, snapshotsOf([at(11)]), { stream: randomUUID() });
  const { sessions } = await listSessions(ctx, { machine: machine.name });
  expect(sessions.map(({ id }) => id)).toEqual([third.session_id, second.session_id, first.session_id]);
  expect(sessions.map(({ state, has_samples }) => [state, has_samples])).toEqual([
    ['running', true],
    ['running', true],
    ['ended', true],
  ]);
});

test('an agent that samples each ten minutes has one session', async () => {
  const machine = await newMachine();
  for (let index = 0; index < 4; index += 1) {
    const one = { time: begin + index * 600_000, boot: begin - 9_000_000 };
    const [snapshot] = snapshotsOf([one]);
    const records = snapshot!.records.map((record) => ({
      ...record,
      measurement: record.measurement.replace('"interval_seconds":10', '"interval_seconds":600'),
    }));
    await machine.send(index + 1, [{ records }]);
  }
  expect(await storedSessions(machine)).toEqual([[begin, begin + 1_800_000, 4]]);
});

test('a clock that is set back within a session does not end it', async () => {
  const machine = await newMachine();
  const boot = begin - 9_000_000;
  const times = [0, 1, 2, 3, 1.5, 2.5, 3.5].map((minute) => begin + minute * 60_000);
  const snapshots = times.map((time, index) => ({
    records: makeSnapshots([begin + index * 60_000], boot)[0]!.records.map((record) => ({
      ...record,
      timestamp: Math.floor(time / 1000),
      ms: time % 1000,
    })),
  }));
  await machine.send(1, snapshots);
  expect(await storedSessions(machine)).toEqual([[begin, begin + 210_000, 7]]);
});
