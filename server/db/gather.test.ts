import { expect, test } from 'vitest';
import { gather, longestWait } from './gather.ts';

/** A round that ends when it is told to. */
function rounds(name: string) {
  const open: { items: readonly number[]; answer(): void; fail(): void }[] = [];
  const run = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      open.push({
        items,
        answer: () => resolve(items.map((item) => item * 10)),
        fail: () => reject(new Error('lost')),
      });
    });
  return { open, ask: (item: number) => gather(name, item, run) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what is asked during a round makes the next one, and each gets its own answer', async () => {
  const { open, ask } = rounds('own answers');
  const asked = [ask(1), ask(2), ask(3)];
  expect(open.map(({ items }) => items)).toEqual([[1]]);
  open[0]!.answer();
  await turn();
  asked.push(ask(4));
  expect(open.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  open[1]!.answer();
  await turn();
  open[2]!.answer();
  expect(await Promise.all(asked)).toEqual([10, 20, 30, 40]);
});

test('a round that fails fails for those in it only', async () => {
  const { open, ask } = rounds('failing');
  const asked = [ask(1), ask(2), ask(3)];
  const settled = Promise.allSettled(asked);
  open[0]!.answer();
  await turn();
  open[1]!.fail();
  await settled.then((results) =>
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']),
  );
  const again = ask(5);
  open[2]!.answer();
  expect(await again).toBe(50);
});

test('a round is of bounded size, and the wait of the first in the queue is known', async () => {
  const { open, ask } = rounds('bounded');
  expect(longestWait('bounded')).toBe(0);
  const asked = Array.from({ length: 100 }, (_, item) => ask(item));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(longestWait('bounded')).toBeGreaterThan(0);
  for (let round = 0; round < open.length; round++) {
    open[round]!.answer();
    await turn();
  }
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 100 }, (_, item) => item * 10));
  expect(Math.max(...open.map(({ items }) => items.length))).toBe(32);
  expect(longestWait('bounded')).toBe(0);
});
