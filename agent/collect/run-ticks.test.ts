import { describe, expect, test } from 'vitest';
import { type Clock, runTicks } from './run-ticks.ts';

const START = Date.UTC(2026, 0, 7, 19, 0, 0, 400);
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** Clocks that go only while somebody sleeps or works. */
function fakeClock() {
  let [wall, mono] = [START, 1000.25];
  const pass = (ms: number): void => {
    wall += ms;
    mono += ms;
  };
  return {
    clock: {
      wall: () => wall,
      mono: () => mono,
      // As the system's: never early by more than a fraction, and with a task switch in between.
      sleep: async (ms) => {
        pass(ms - 0.3);
        await Promise.resolve();
      },
    } satisfies Clock,
    pass,
    setWall: (by: number): void => {
      wall += by;
    },
  };
}

/** Ticks at 1 s; `disturb` happens within the tick of its number. Answers monotonic times since the first tick. */
async function run(ticks: number, disturb: Record<number, (fake: ReturnType<typeof fakeClock>) => void>) {
  const fake = fakeClock();
  const controller = new AbortController();
  const at: number[] = [];
  const walls: number[] = [];
  let missed = 0;
  await runTicks({
    interval: 1000,
    duration: 0,
    signal: controller.signal,
    clock: fake.clock,
    async onTick() {
      at.push(fake.clock.mono());
      walls.push(fake.clock.wall());
      disturb[at.length]?.(fake);
      await Promise.resolve();
      if (at.length === ticks) controller.abort();
    },
    onMissed(count) {
      missed += count;
    },
  });
  const [first = 0] = at;
  return { at: at.map((time) => Math.round(time - first)), walls, missed };
}

/** How far a time is from the next or last multiple of a second. */
const offGrid = (wall: number): number => Math.abs(wall - Math.round(wall / 1000) * 1000);

describe('runTicks', () => {
  test('ticks on full seconds, without drift', async () => {
    const { at, walls, missed } = await run(1000, {});
    expect([at.at(-1), missed]).toEqual([999_000, 0]);
    expect(Math.max(...walls.map(offGrid))).toBeLessThan(1.5);
  });

  test.each([
    ['an hour forward', HOUR],
    ['an hour back', -HOUR],
    ['ten years forward', 10 * YEAR],
    ['ten years back', -10 * YEAR],
  ])('the clock set %s neither bunches, delays nor loses a tick', async (_name, by) => {
    const { at, missed } = await run(6, { 3: ({ setWall }) => setWall(by) });
    expect([at, missed]).toEqual([[0, 1000, 2000, 3000, 4000, 5000], 0]);
  });

  test('the clock set by part of a second moves the ticks by half an interval at most', async () => {
    const { at, walls, missed } = await run(6, { 3: ({ setWall }) => setWall(HOUR + 300) });
    expect([at, missed]).toEqual([[0, 1000, 2000, 2700, 3700, 4700], 0]);
    expect(Math.max(...walls.slice(3).map(offGrid))).toBeLessThan(1.5);
  });

  test('a clock that jumps at every tick gives ticks all the same', async () => {
    const jumps = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [
        n,
        ({ setWall }: ReturnType<typeof fakeClock>) => setWall(n % 2 ? HOUR : -HOUR),
      ]),
    );
    const { at, missed } = await run(50, jumps);
    expect([at.at(-1), missed]).toEqual([49_000, 0]);
  });

  test('ticks that were slept through are counted and not made up for', async () => {
    const { at, missed } = await run(4, { 2: ({ pass }) => pass(HOUR) });
    expect([at, missed]).toEqual([[0, 1000, 3_601_000, 3_602_000], 3599]);
  });

  test('a tick slower than half an interval delays none, one slower than that loses one', async () => {
    const { at, missed } = await run(4, { 1: ({ pass }) => pass(900), 2: ({ pass }) => pass(1600) });
    expect([at, missed]).toEqual([[0, 1000, 3000, 4000], 1]);
  });

  test('the duration is one of the monotonic clock', async () => {
    const fake = fakeClock();
    let ticks = 0;
    await runTicks({
      interval: 1000,
      duration: 5000,
      signal: new AbortController().signal,
      clock: fake.clock,
      async onTick() {
        ticks += 1;
        if (ticks === 2) fake.setWall(-10 * YEAR);
      },
      onMissed: () => undefined,
    });
    expect(ticks).toBe(6);
  });

  test('a signal before the first tick ends it', async () => {
    let ticks = 0;
    await runTicks({
      interval: 1000,
      duration: 0,
      signal: AbortSignal.abort(),
      async onTick() {
        ticks += 1;
      },
      onMissed: () => undefined,
    });
    expect(ticks).toBe(0);
  });
});
