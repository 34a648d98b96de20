import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program of the portal that is killed and started as a drill likes. */
export interface Part {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Whether it runs. */
  lives: () => boolean;
  start: () => void;
  /** SIGKILL; returns when it is gone. */
  kill: () => Promise<void>;
  /** SIGTERM, and SIGKILL after ten seconds. */
  stop: () => Promise<void>;
  /** The last lines of its log. */
  lastWords: () => string;
}

const ROOT = join(import.meta.dirname, '../..');
/** Ends the part when we are gone, however we ended. */
const GUARD = new URL('../up/exit-with-parent.mjs', import.meta.url).href;
const PATIENCE_MS = 10_000;

/** Starts a script of the project with Node; `env` is all it gets beside PATH. */
export function startPart(
  name: string,
  script: string,
  { env, logFile }: { env: Readonly<Record<string, string>>; logFile: string },
): Part {
  let child: ChildProcess;
  const lives = () => child.exitCode === null && child.signalCode === null;
  const start = () => {
    const log = openSync(logFile, 'a');
    child = spawn(process.execPath, ['--import', GUARD, script], {
      cwd: ROOT,
      env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...env },
      // A group of its own: a terminal's Ctrl-C reaches us, and we stop it.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    child.on('error', () => {}); // a signal that came too late
    closeSync(log);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!lives()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(force);
  };
  start();
  return {
    name,
    get pid() {
      return child.pid ?? 0;
    },
    logFile,
    lives,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    lastWords: () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n'),
  };
}
