import type { Mount } from './parse-mounts.ts';

/**
 * File systems asked for and not answered yet, by path. Of the process, as the threads are that wait: a reload finds
 * them again, and the end of the process must not wait for them.
 */
export const waitingCalls = new Map<string, Mount>();
