import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { sleep } from './sleep.ts';

test('ends when the time is over, and listens to the signal no more', async () => {
  const { signal } = new AbortController();
  await sleep(1, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('ends with the signal, whenever it comes', async () => {
  const controller = new AbortController();
  const waiting = sleep(3_600_000, controller.signal);
  controller.abort();
  await waiting;
  await sleep(3_600_000, controller.signal);
});
