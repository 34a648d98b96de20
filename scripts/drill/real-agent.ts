import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Ledger, noteAnswered, noteSent } from './ledger.ts';

/** The program pcc, on this host. */
export interface RealAgent {
  ledger: Ledger;
  wrong: string[];
  /** Lets it deliver what it has, and ends it. */
  finish: () => Promise<void>;
}

/** How its log says that it took a snapshot. */
const TICK = '"event":"tick"';
const ROOT = join(import.meta.dirname, '../..');

/** Starts pcc in trickle mode with a tick each second. What it took is written down when it has ended. */
export function startRealAgent(options: {
  ledger: Ledger;
  folder: string;
  server: string;
  apikey: string;
  /** Aborted: it is killed. */
  signal: AbortSignal;
}): RealAgent {
  const { ledger, folder, server, apikey, signal } = options;
  const wrong: string[] = [];
  const child: ChildProcess = spawn(process.execPath, ['agent/cli/pcc.ts'], {
    cwd: ROOT,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PCC_MODE: 'trickle',
      PCC_FREQUENCY: '1s',
      PCC_BATCH_SECONDS: '1s',
      PCC_SERVER: server,
      PCC_APIKEY: apikey,
      PCC_IDENTIFIER: ledger.machine,
      PCC_RETRY_MAX: '1s',
      PCC_SPOOL: join(folder, ledger.machine, 'spool'),
      PCC_APIKEY_FILE: join(folder, ledger.machine, 'apikey'),
      PCC_STATUS: 'none',
      PCC_LOGLEVEL: 'debug',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  const ended = once(child, 'close');
  const ticking = new Promise<void>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk;
      if (log.includes(TICK)) resolve();
    });
  });
  // Ends with us, however we end.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  signal.addEventListener('abort', kill);
  return {
    ledger,
    wrong,
    async finish() {
      // A drill may be through before Node has started; then a signal would meet a program that does not yet listen.
      await Promise.race([ticking, ended]);
      child.kill('SIGTERM');
      const [code] = await ended;
      process.off('exit', kill);
      if (code !== 0) wrong.push(`pcc ended with ${code}: ${log.trim().split('\n').at(-1)}`);
      const times = log.split('\n').flatMap((line) => {
        const said = line.includes(TICK) ? (JSON.parse(line) as { time_ms: number }) : null;
        return said ? [said.time_ms] : [];
      });
      noteSent(
        ledger,
        times.map((time) => ({ time, value: null })),
      );
      // With status 0 it says that all it took is delivered.
      if (code === 0) noteAnswered(ledger, times, 'acknowledged');
    },
  };
}
