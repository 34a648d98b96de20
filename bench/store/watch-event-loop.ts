// Loaded into the portal under test (node --import): on SIGUSR2 writes how late its event loop was since the last time
// to BENCH_EVENT_LOOP_FILE, and begins anew.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Of the timer by which the delay is seen; its figures have this in them. */
const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;

const path = process.env.BENCH_EVENT_LOOP_FILE;
if (isMainThread && path !== undefined) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const late = (ns: number): number => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
  process.on('SIGUSR2', () => {
    const found = { p99: late(histogram.percentile(99)), max: late(histogram.max), count: histogram.count };
    writeFileSync(`${path}.new`, JSON.stringify(found));
    renameSync(`${path}.new`, path);
    histogram.reset();
  });
}
