import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openLog } from '#server/db/embedded/open-log.ts';

/** A Node program to keep running. `env` is all it gets. */
export type Program = {
  name: string;
  script: string;
  args?: string[];
  execArgv?: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
};

/** A program under supervision: `restarts` counts its unexpected ends. */
export type Supervised = {
  readonly pid: number | undefined;
  readonly restarts: number;
  readonly logFile: string;
};

export type Supervisor = {
  start: (program: Program) => Promise<Supervised>;
  stopAll: () => Promise<void>;
};

type Entry = { pid: number | undefined; restarts: number; logFile: string; stop: () => Promise<void> };

/** Ran this long: the next end is a new fault, not the old one again. */
const STABLE_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Keeps programs running, each in a process group of its own (a terminal's Ctrl-C reaches us alone), its output
 * in `<logDir>/<name>.log`. One that ends unexpectedly is started again after 1, 2, 4 … 30 s, and `say` tells.
 * When we are killed, they see their ipc channel close and stop (exit-with-parent.mjs).
 * stopAll() stops in reverse order of start: SIGTERM, and SIGKILL for the group after `graceMs` (10 s).
 */
export function supervise(options: {
  logDir: string;
  say: (line: string) => void;
  graceMs?: number;
  firstWaitMs?: number;
}): Supervisor {
  const entries: Entry[] = [];
  let stopped: Promise<void> | undefined;
  return {
    start: async (program) => {
      if (stopped) throw new Error(`${program.name} is not started: everything is being stopped.`);
      await mkdir(options.logDir, { recursive: true, mode: 0o700 });
      const entry = await keepRunning(program, options);
      entries.push(entry);
      if (stopped) await entry.stop();
      return entry;
    },
    stopAll: () => {
      stopped ??= stopInReverse(entries);
      return stopped;
    },
  };
}

async function stopInReverse(entries: Entry[]): Promise<void> {
  for (const entry of entries.toReversed()) await entry.stop();
}

async function keepRunning(
  program: Program,
  options: { logDir: string; say: (line: string) => void; graceMs?: number; firstWaitMs?: number },
): Promise<Entry> {
  const { say, graceMs = 10_000, firstWaitMs = 1000 } = options;
  const logFile = join(options.logDir, `${program.name}.log`);
  let stopping = false;
  let waitMs = firstWaitMs;
  let pause: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  let starting: Promise<void>;
  const run = async () => {
    const began = Date.now();
    const started = await launch(program, logFile);
    child = started;
    entry.pid = started.pid;
    started.once('exit', (code, signal) => {
      endGroup(started); // what it started and left behind would hold its port
      if (stopping) return;
      if (Date.now() - began > STABLE_MS) waitMs = firstWaitMs;
      entry.pid = undefined;
      entry.restarts += 1;
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      say(
        `${program.name} ended unexpectedly (${how}) and starts again in ${waitMs / 1000} s; see ${logFile}`,
      );
      pause = setTimeout(() => {
        starting = run().catch((error) => say(`${program.name} cannot be started again: ${error}`));
      }, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };
  const entry: Entry = {
    pid: undefined,
    restarts: 0,
    logFile,
    stop: async () => {
      stopping = true;
      clearTimeout(pause);
      await starting; // a restart may be on its way
      if (child) await stopChild(child, graceMs);
    },
  };
  starting = run();
  await starting;
  return entry;
}

async function launch(program: Program, logFile: string): Promise<ChildProcess> {
  const log = await openLog(logFile);
  const guard = new URL('./exit-with-parent.mjs', import.meta.url).href;
  const args = ['--import', guard, ...(program.execArgv ?? []), program.script, ...(program.args ?? [])];
  try {
    const child = spawn(process.execPath, args, {
      cwd: program.cwd,
      env: program.env,
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    });
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.on('error', () => {}); // a signal that came too late
    return child;
  } finally {
    await log.close();
  }
}

async function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => endGroup(child), graceMs);
  await ended;
  clearTimeout(timer);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // nobody is left in the group
  }
}
