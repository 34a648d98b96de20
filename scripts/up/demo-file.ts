import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Demo } from '#server/demo/ensure-demo.ts';

/** `<dataDir>/demo.json` as it was written before; null when there is none that can be read. */
export async function readDemoFile(dataDir: string): Promise<Partial<Demo> | null> {
  try {
    const demo: unknown = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'));
    return typeof demo === 'object' ? demo : null;
  } catch {
    return null;
  }
}

/** Writes it whole or not at all; it holds secrets, so only its owner reads it. */
export async function writeDemoFile(dataDir: string, demo: Demo): Promise<void> {
  const path = join(dataDir, 'demo.json');
  await writeFile(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
