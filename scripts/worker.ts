// Starts the job worker: the store's upkeep, uploads, reports and what else is queued.
import { env } from '#server/env.ts';
import { ensureDatabase } from '#server/health/ensure-database.ts';
import { runWorker } from '#server/jobs/run-worker.ts';
import { log } from '#server/log.ts';
import { serveTelemetry } from '#server/telemetry/serve-telemetry.ts';
import { orRefuse } from './or-refuse.ts';

const { WORKER_PORT, HOST } = await orRefuse(async () => {
  const settings = env();
  await ensureDatabase();
  return settings;
});
const telemetry = WORKER_PORT === undefined ? null : await serveTelemetry(WORKER_PORT, HOST);
const finish = await runWorker();
log().info('worker is ready');

async function stop(): Promise<void> {
  await finish();
  telemetry?.closeAllConnections();
  telemetry?.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
