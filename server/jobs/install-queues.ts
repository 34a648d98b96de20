import { workingQueue } from './queue.ts';

/** Makes the job tables and queues, or brings them up to date. */
export async function installQueues(): Promise<void> {
  const boss = await workingQueue();
  await boss.stop({ graceful: false });
}
