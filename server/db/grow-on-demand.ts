import type { Pool } from 'pg';

/** Longer than connecting takes: before, who waits is served sooner by the connection that is there. */
const LONG_MS = 25;
/** Where another one takes its room from somebody else, who has then to connect anew. */
const LONG_WITHOUT_ROOM_MS = 500;

/**
 * Keeps a pool to one connection, and to two while that one is held for long and somebody waits. By itself a pool
 * opens the next one whenever all are in use, if only for a millisecond, and has the call wait for it even when another
 * is free before: for seconds, where the database is busy. Here who waits takes what is free first.
 * @param hasRoom whether there may be one more
 * @param longMs for how long, at least, the one connection was in use without a break
 */
export function growOnDemand(pool: Pool, hasRoom: () => boolean, longMs = LONG_MS): void {
  let watch: NodeJS.Timeout | undefined;
  let since = 0;
  const look = () => {
    if (pool.waitingCount === 0 || pool.totalCount !== 1) return;
    if (!hasRoom() && performance.now() - since < LONG_WITHOUT_ROOM_MS) return;
    pool.options.max = 2;
    const another = pool.connect();
    pool.options.max = 1;
    // Nobody's in particular: let go at once, it is taken by who has waited longest.
    another.then(
      (client) => client.release(),
      () => {},
    );
  };
  const watchOut = () => {
    if (watch) return;
    since = performance.now();
    watch = setInterval(look, longMs).unref();
  };
  pool.on('acquire', () => {
    if (pool.totalCount === 1) watchOut();
  });
  pool.on('release', () => {
    if (pool.waitingCount > 0) return;
    clearInterval(watch);
    watch = undefined;
  });
  pool.on('remove', () => {
    if (pool.totalCount === 1 && pool.idleCount === 0) watchOut();
  });
  pool.options.max = 1;
}
