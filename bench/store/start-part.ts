import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of the portal that runs until it is stopped. */
export interface PortalPart {
  pid: number;
  /** Throws, with what it said last, when it has ended. */
  check(): void;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;
const LAST_WORDS = 2000;
const ROOT = join(import.meta.dirname, '../..');
/** Ends the part when we are gone, however we ended. */
const GUARD = new URL('../../scripts/up/exit-with-parent.mjs', import.meta.url).href;

/** Starts a script of the project with Node as `npm run up` does, its output in `logFile`. */
export function startPart(
  script: string,
  environment: Readonly<Record<string, string>>,
  { logFile, flags }: { logFile: string; flags: readonly string[] },
): PortalPart {
  const log = openSync(logFile, 'a');
  const child: ChildProcess = spawn(process.execPath, [...flags, '--import', GUARD, script], {
    cwd: ROOT,
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...environment },
    // A group of its own: a terminal's Ctrl-C reaches us, and we stop it.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    check() {
      if (!hasEnded()) return;
      const words = readFileSync(logFile, 'utf8').slice(-LAST_WORDS).trim();
      throw new Error(`${script} ended with ${child.exitCode ?? child.signalCode}:\n${words}`);
    },
    async stop() {
      if (hasEnded()) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(force);
    },
  };
}
