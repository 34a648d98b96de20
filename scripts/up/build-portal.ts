import { spawn } from 'node:child_process';
import { buildStamp } from './build-stamp.ts';
import type { Say } from './stage.ts';

/**
 * Builds the portal unless it is built from these very sources.
 * @throws Error with the last lines the build printed
 */
export async function buildPortal(root: string, say: Say, signal: AbortSignal): Promise<void> {
  const stamp = await buildStamp(root);
  if (stamp.upToDate) return say.upToDate();
  const build = spawn(process.execPath, ['scripts/build.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the build has workers, and all of them end with it.
    detached: true,
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  const abort = () => build.pid !== undefined && process.kill(-build.pid, 'SIGKILL');
  signal.addEventListener('abort', abort);
  const code = await new Promise<number | null>((resolve, reject) => {
    build.once('error', reject);
    build.once('close', resolve);
  });
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (code !== 0)
    throw new Error(`The portal could not be built:\n${output.trim().split('\n').slice(-25).join('\n')}`);
  await stamp.record();
}
