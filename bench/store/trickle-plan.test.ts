import { expect, test } from 'vitest';
import { planDeliveries } from './trickle-plan.ts';

test("spreads the agents over the time of a batch, and cuts each one's ticks without a hole", () => {
  const plan = planDeliveries(4, 20, 10);
  expect(plan.map(({ machine, at }) => [machine, at])).toEqual([
    [0, 10_000],
    [1, 12_500],
    [2, 15_000],
    [3, 17_500],
    [0, 20_000],
    [1, 22_500],
    [2, 25_000],
    [3, 27_500],
  ]);
  expect(plan.filter(({ machine }) => machine === 1)).toMatchObject([
    { firstTick: 3, lastTick: 12 },
    { firstTick: 13, lastTick: 22 },
  ]);
});

test('delivers what has been ticked', () => {
  const plan = planDeliveries(7, 30, 10);
  expect(plan).toHaveLength(21);
  for (const { at, lastTick } of plan) expect(lastTick * 1000).toBeLessThanOrEqual(at);
});

test('a tick takes as long as is said', () => {
  expect(planDeliveries(2, 2, 1, 15).map(({ machine, at, firstTick }) => [machine, at, firstTick])).toEqual([
    [0, 15_000, 1],
    [1, 22_500, 1],
    [0, 30_000, 2],
    [1, 37_500, 2],
  ]);
});
