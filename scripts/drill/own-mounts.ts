import { spawn, spawnSync } from 'node:child_process';

const MARK = 'PERFANALYSIS_DRILL_MOUNTS';

/** Whether what this process mounts is its own, seen by nobody else and gone with it. */
export const hasOwnMounts = (): boolean => process.env[MARK] === 'own';

/**
 * Starts this very command once more where its mounts are its own (unshare), if that is possible, and waits for it.
 * @returns its exit status; null when the command is to go on as it is
 */
export async function inOwnMounts(): Promise<number | null> {
  if (hasOwnMounts() || process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const unshare = ['--mount', '--propagation', 'private'];
  if (spawnSync('unshare', [...unshare, 'true'], { stdio: 'ignore' }).status !== 0) return null;
  const child = spawn(
    'unshare',
    [...unshare, process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    {
      stdio: 'inherit',
      env: { ...process.env, [MARK]: 'own' },
    },
  );
  // A terminal tells both of us; what only we are told is passed on. It ends, and then so do we.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('disconnect', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
