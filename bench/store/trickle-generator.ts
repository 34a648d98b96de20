import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TrickleOrder, TrickleReport } from './trickle-child.ts';

/** What a generator found when all was delivered. */
export type TrickleFound = Exclude<TrickleReport, { ready: true }>;

/** Many agents, as one process of its own. */
export interface TrickleGenerator {
  /** Lets the agents tick from that Unix second on. */
  deliver(start: number): Promise<TrickleFound>;
  stop(): void;
}

/** Starts the process that delivers as `order` says; its CPU is not counted with what it measures. */
export async function startGenerator(order: TrickleOrder): Promise<TrickleGenerator> {
  const child = fork(join(import.meta.dirname, 'trickle-child.ts'), { execArgv: [] });
  try {
    child.send(order);
    await heard<{ ready: true }>(child);
  } catch (error) {
    child.kill();
    throw error;
  }
  return {
    deliver(start) {
      child.send(start);
      return heard<TrickleFound>(child);
    },
    stop: () => void child.kill(),
  };
}

/** What the child says next. */
async function heard<T>(child: ReturnType<typeof fork>): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the generator ended with ${code}`);
  });
  // When it ends later, nobody waits for this any more.
  ended.catch(() => undefined);
  const [said] = await Promise.race([once(child, 'message'), ended]);
  return said as T;
}
