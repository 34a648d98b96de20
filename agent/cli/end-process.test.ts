import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const urlOf = (path: string): string => pathToFileURL(join(import.meta.dirname, path)).href;

async function statusOf(script: string): Promise<unknown> {
  const text = `
    import { open, stat } from 'node:fs/promises';
    import { endProcess } from '${urlOf('end-process.ts')}';
    import { waitingCalls } from '${urlOf('../collect/waiting-calls.ts')}';
    await stat('/');
    ${script}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', text], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close');
  return code;
}

test.each([0, 3])('ends with status %d', async (status) => {
  expect(await statusOf(`endProcess(${status});`)).toBe(status);
});

test.skipIf(process.platform !== 'linux')('ends though a call hangs in the kernel', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pcc-end-'));
  const fifo = join(folder, 'fifo');
  // To open a FIFO that nobody writes to takes for ever.
  execFileSync('mkfifo', [fifo]);
  expect(
    await statusOf(`waitingCalls.set('x'); open('${fifo}'); setTimeout(() => endProcess(3), 100);`),
  ).toBe(3);
  rmSync(folder, { recursive: true });
});
