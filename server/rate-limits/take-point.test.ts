import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { type Leases, type Standing, takePoint } from './take-point.ts';
import type { Budget } from './traffic.ts';

const budget: Budget = { points: 50, seconds: 60, share: 0.1 };
const noon = Date.UTC(2026, 0, 1, 12);
const at = (seconds: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: noon + seconds * 1000 }) && undefined;
afterEach(() => vi.useRealTimers());

/** A web process: it has its own memory, and the database with the others. */
const startProcess = () => {
  const leases: Leases = new Map();
  return (name: string, of = budget) => takePoint(name, of, leases);
};
const passed = (standings: Standing[]) => standings.filter(({ refused }) => !refused).length;
const told = async (name: string) => {
  const { rows } = await controlPool().query<{ points: number }>(
    'SELECT points FROM rate_limit WHERE key = $1',
    [`60s:${name}`],
  );
  return rows[0]?.points ?? 0;
};

describe('in one process', () => {
  test('a steady caller below the limit is never refused', async () => {
    const [take, name] = [startProcess(), randomUUID()];
    const quarter: Budget = { points: 60, seconds: 15, share: 0.25 };
    // 57 in a quarter of a minute, over two minutes.
    for (let call = 0; call < 456; call += 1) {
      at((call * 15) / 57);
      expect(await take(name, quarter), `call ${call}`).toMatchObject({ refused: false });
    }
  });

  test('so many pass and no more, one after the other or all at once', async () => {
    at(0);
    const [slow, fast] = [randomUUID(), randomUUID()];
    const take = startProcess();
    const standings: Standing[] = [];
    for (let i = 0; i < 60; i++) standings.push(await take(slow));
    expect(passed(standings)).toBe(50);
    expect(standings.slice(0, 50).map(({ remaining }) => remaining)).toEqual(
      Array.from({ length: 50 }, (_, index) => 49 - index),
    );
    expect(standings[50]).toEqual({ limit: 50, remaining: 0, resetSeconds: 60, refused: true });
    expect(passed(await Promise.all(Array.from({ length: 60 }, () => take(fast))))).toBe(50);
  });

  test('a new window begins when the old one is over', async () => {
    at(0);
    const name = randomUUID();
    const take = startProcess();
    for (let i = 0; i < 50; i++) await take(name);
    at(59);
    expect(await take(name)).toMatchObject({ refused: true, resetSeconds: 1 });
    at(60.001);
    expect(await take(name)).toMatchObject({ refused: false, remaining: 49 });
  });

  test('the database is not asked by the slow, and once a share by the fast', async () => {
    at(0);
    const name = randomUUID();
    const take = startProcess();
    for (let i = 0; i < 5; i++) await take(name);
    expect(await told(name)).toBe(0);
    await take(name);
    expect(await told(name)).toBe(10);
    for (let i = 0; i < 4; i++) await take(name);
    expect(await told(name)).toBe(10);
  });

  test('callers that are gone are forgotten', async () => {
    const leases: Leases = new Map();
    at(0);
    for (let i = 0; i < 20; i++) await takePoint(`gone ${i}`, budget, leases);
    at(61);
    for (let i = 0; i < 5; i++) await takePoint(`new ${i}`, budget, leases);
    expect(leases.size).toBe(5);
  });

  test.each([1, 2, 3, 7, 10, 11, 60, 61])('a limit of %i is met exactly', async (points) => {
    at(0);
    const take = startProcess();
    const name = randomUUID();
    const standings = [];
    for (let i = 0; i < points + 5; i++) standings.push(await take(name, { ...budget, points }));
    expect(passed(standings)).toBe(points);
  });
});

describe('in several processes', () => {
  test('they share the points', async () => {
    at(0);
    const name = randomUUID();
    const processes = [startProcess(), startProcess(), startProcess()];
    const standings = [];
    for (let i = 0; i < 60; i++) for (const take of processes) standings.push(await take(name));
    // Each may let its first share pass before it asks.
    expect(passed(standings)).toBeGreaterThanOrEqual(50 - 2 * 5);
    expect(passed(standings)).toBeLessThanOrEqual(50 + 2 * 5);
  });

  test('one that was used up in another is refused after the first share', async () => {
    at(0);
    const name = randomUUID();
    const [first, second] = [startProcess(), startProcess()];
    for (let i = 0; i < 50; i++) await first(name);
    const standings = [];
    for (let i = 0; i < 10; i++) standings.push(await second(name));
    expect(passed(standings)).toBe(5);
    expect(standings.at(-1)).toMatchObject({ refused: true, remaining: 0 });
  });
});
