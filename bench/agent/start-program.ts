import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Program {
  pid: number;
  child: ChildProcess;
  /** Ends it, by force after 5 s. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 5000;
const LONGEST_NOISE = 2000;

/**
 * Starts a program that runs until it is stopped, with nothing of our environment but PATH and what is given. `noise`
 * is what it said last, for the message when it ended by itself.
 */
export function startProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program & { check(): void } {
  const child = spawn(command, args, {
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', LC_ALL: 'C', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let noise = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    noise = (noise + chunk.toString()).slice(-LONGEST_NOISE);
  });
  let failure: Error | null = null;
  child.on('error', (error) => {
    failure = error;
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    child,
    check() {
      if (failure || hasEnded()) {
        const status = child.exitCode ?? child.signalCode;
        throw new Error(`${command} ended with status ${status}: ${failure ?? noise.trim()}`);
      }
    },
    async stop() {
      if (failure || hasEnded()) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(force);
    },
  };
}
