import { expect, test } from 'vitest';
import { openMemoryBudget } from './memory-budget.ts';

test('refuses what goes beyond, takes a single one of any size, and gives back after errors', async () => {
  const budget = openMemoryBudget(10);
  let finish: () => void = () => undefined;
  const waiting = budget.hold(11, () => new Promise<void>((resolve) => (finish = resolve)));
  await expect(budget.hold(1, async () => 1)).rejects.toMatchObject({ status: 503, retryAfter: 2 });
  finish();
  await waiting;
  await expect(budget.hold(4, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await budget.hold(10, async () => 'done')).toBe('done');
});
