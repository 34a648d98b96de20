import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { notFound } from '#server/errors.ts';
import { agentFolder } from './agent-folder.ts';

const CHECKSUMS = 'SHA256SUMS';

/**
 * Opens a file of the agent for download: SHA256SUMS, or a file that it lists. Software, not data: anybody may.
 * @throws AppError NOT_FOUND
 */
export async function openAgentFile(
  name: string,
): Promise<{ size: number; stream: ReadableStream<Uint8Array> }> {
  const folder = agentFolder();
  const listed = await readFile(join(folder, CHECKSUMS), 'utf8').catch(() => '');
  const names = listed.split('\n').map((line) => line.slice(66));
  // Only listed names ever become a path.
  if (name === '' || (name !== CHECKSUMS && !names.includes(name))) throw notFound('file');
  const file = await open(join(folder, name)).catch(() => {
    throw notFound('file');
  });
  const { size } = await file.stat();
  return { size, stream: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array> };
}
