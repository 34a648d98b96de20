// Loaded into the worker under test (node --import): on SIGUSR2 collects garbage and writes what memory is left to
// BENCH_MEMORY_FILE.
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const path = process.env.BENCH_MEMORY_FILE;
if (isMainThread && path !== undefined) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('SIGUSR2', () => {
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    writeFileSync(`${path}.new`, JSON.stringify({ rss, heap: heapUsed + external }));
    renameSync(`${path}.new`, path);
  });
}
