import { cpuMs } from '../agent/cpu-ms.ts';
import type { Portal } from './open-portal.ts';

/** CPU seconds of the portal's parts. */
export interface PartCpu {
  portal: number;
  worker: number;
  database: number;
}

/** Begins to count; the answer tells what was used since, and in how many seconds. */
export function watchCpu({ web, worker, postgresPid }: Portal): () => PartCpu & { seconds: number } {
  const read = (): PartCpu => ({
    portal: cpuMs(web.pid) / 1000,
    worker: cpuMs(worker.pid) / 1000,
    database: cpuMs(postgresPid) / 1000,
  });
  const before = read();
  const began = performance.now();
  return () => {
    const now = read();
    return {
      portal: now.portal - before.portal,
      worker: now.worker - before.worker,
      database: now.database - before.database,
      seconds: (performance.now() - began) / 1000,
    };
  };
}
