import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpuMs } from './cpu-ms.ts';
import { startProgram } from './start-program.ts';

/** What a program took that ran to its end. */
export interface Run {
  wallMs: number;
  /** User and system time as of the last look, at most 100 ms before the end. */
  cpuMs: number;
  /** In MB of 1,048,576 bytes. */
  peakRss: number;
}

const LOOK_MS = 100;
const KB_PER_MB = 1024;

/** Runs a program and looks at it every 100 ms (see startProgram). Throws when it fails, with what it said last. */
export async function runMeasured(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const began = performance.now();
  const program = startProgram(command, args, environment);
  const found = { cpuMs: 0, peakRss: 0 };
  const looking = setInterval(() => {
    try {
      found.cpuMs = cpuMs(program.pid);
      const status = readFileSync(`/proc/${program.pid}/status`, 'utf8');
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
      if (peak !== undefined) found.peakRss = Number(peak) / KB_PER_MB;
    } catch {
      // It has just ended.
    }
  }, LOOK_MS);
  const [code] = await once(program.child, 'close');
  const wallMs = performance.now() - began;
  clearInterval(looking);
  if (code !== 0) program.check();
  return { wallMs, ...found };
}
