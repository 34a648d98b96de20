import { statSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Makes sure that no other pcd of this machine writes into the folder: two would cut off each other's batches. The lock
 * is a socket in Linux' abstract namespace, which the kernel takes back however the process ends. Rejects when another
 * holds it. Elsewhere than on Linux there is no lock.
 */
export async function lockFolder(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const { dev, ino } = statSync(folder);
  const lock = createServer();
  await new Promise<void>((resolve, reject) => {
    lock.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`another pcd writes into ${folder}: stop it, or choose another folder`)
          : error,
      ),
    );
    lock.listen(`\0perfanalysis-pcd-${dev}-${ino}`, resolve);
  });
  lock.unref();
}
