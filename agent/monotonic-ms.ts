/** Milliseconds of the monotonic clock. Not `performance`: touching it loads all of Node's perf_hooks, 1.3 MB for good. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
