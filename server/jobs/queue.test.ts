import { expect, test } from 'vitest';
import { installQueues } from './install-queues.ts';
import { QUEUES, sendingQueue, workingQueue } from './queue.ts';

test('a queue that could not be opened is opened by a later call', async () => {
  // Its tables are not made yet.
  await expect(sendingQueue()).rejects.toThrow();
  await installQueues();
  const boss = await sendingQueue();
  expect(await sendingQueue()).toBe(boss);
  await boss.stop({ graceful: false });
});

test('a queue that an earlier version made becomes what it is now', async () => {
  const earlier = await workingQueue();
  await earlier.updateQueue('seal', { retryLimit: 9, heartbeatSeconds: 10 });
  await earlier.stop({ graceful: false });
  const boss = await workingQueue();
  expect(await boss.getQueue('seal')).toMatchObject({
    policy: QUEUES.seal.policy,
    retryLimit: QUEUES.seal.retryLimit,
    heartbeatSeconds: QUEUES.seal.heartbeatSeconds,
  });
  await boss.stop({ graceful: false });
});
