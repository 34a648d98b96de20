import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Portal } from './open-portal.ts';

/** How late the event loop was since it was last asked, in ms. */
export interface EventLoop {
  p99: number;
  max: number;
  /** Looks, 10 ms apart when nothing is late. */
  count: number;
}

const PATIENCE_MS = 5000;

/** Asks the portal's web process for the figures of its event loop, and begins them anew. */
export async function readEventLoop({ web, eventLoopFile }: Portal): Promise<EventLoop> {
  rmSync(eventLoopFile, { force: true });
  process.kill(web.pid, 'SIGUSR2');
  for (const deadline = performance.now() + PATIENCE_MS; ; await sleep(10)) {
    try {
      return JSON.parse(readFileSync(eventLoopFile, 'utf8')) as EventLoop;
    } catch (error) {
      web.check();
      if (performance.now() > deadline) throw error;
    }
  }
}
