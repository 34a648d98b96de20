import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AGENT_DIST } from './bundle-agent.ts';

export interface Shipped {
  name: string;
  bytes: number;
  sha256: string;
}

/** Writes dist/agent/SHA256SUMS, in the form sha256sum reads, over all that is there. */
export async function writeChecksums(root: string = process.cwd()): Promise<Shipped[]> {
  const folder = join(root, AGENT_DIST);
  const names = (await readdir(folder)).filter((name) => name !== 'SHA256SUMS').sort();
  const shipped: Shipped[] = [];
  for (const name of names) {
    const content = await readFile(join(folder, name));
    shipped.push({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') });
  }
  const lines = shipped.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  await writeFile(join(folder, 'SHA256SUMS'), lines.join(''));
  return shipped;
}
