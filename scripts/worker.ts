// Starts the job worker: sealing and reports.
import { runWorker } from '#server/jobs/run-worker.ts';
import { log } from '#server/log.ts';

const finish = await runWorker();
log().info('worker is ready');

async function stop(): Promise<void> {
  await finish();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
