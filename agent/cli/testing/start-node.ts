import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const PCC = join(import.meta.dirname, '..', 'pcc.ts');

export interface Run {
  child: ChildProcess;
  /** Resolves at the log line with this event, the first unless said otherwise. */
  logged(event: string, times?: number): Promise<Record<string, unknown>>;
  done: Promise<{ code: number | null; stdout: string; stderr: string; log: Record<string, unknown>[] }>;
}

/** Starts Node in a folder, which pcc keeps its state in too, with nothing else of ours in its environment. */
export function startNode(folder: string, argv: string[], environment: Record<string, string> = {}): Run {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: '/usr/bin:/bin',
    PCC_LOGLEVEL: 'debug',
    PCC_SPOOL: join(folder, 'spool'),
    PCC_STATUS: join(folder, 'status.json'),
    PCC_APIKEY_FILE: join(folder, 'apikey'),
    ...environment,
  };
  const child = spawn(process.execPath, argv, { cwd: folder, env });
  let [stdout, stderr] = ['', ''];
  const lines = () =>
    stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .flatMap(parseLine);
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return {
    child,
    async logged(event, times = 1) {
      for (;;) {
        const found = lines().filter((line) => line.event === event)[times - 1];
        if (found) return found;
        await once(child.stderr as NodeJS.ReadableStream, 'data');
      }
    },
    done: once(child, 'close').then(([code]) => ({ code, stdout, stderr, log: lines() })),
  };
}

function parseLine(line: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
