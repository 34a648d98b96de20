import { expect, test } from 'vitest';
import { installQueues } from './install-queues.ts';
import { sendingQueue } from './queue.ts';

test('a queue that could not be opened is opened by a later call', async () => {
  // Its tables are not made yet.
  await expect(sendingQueue()).rejects.toThrow();
  await installQueues();
  const boss = await sendingQueue();
  expect(await sendingQueue()).toBe(boss);
  await boss.stop({ graceful: false });
});
