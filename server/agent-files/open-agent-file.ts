import { createHash } from 'node:crypto';
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
): Promise<{ size: number; sha256: string; stream: ReadableStream<Uint8Array> }> {
  const folder = agentFolder();
  const listed = await readFile(join(folder, CHECKSUMS), 'utf8').catch(() => '');
  const sums = new Map(listed.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
  const sha256 = name === CHECKSUMS ? createHash('sha256').update(listed).digest('hex') : sums.get(name);
  // Only listed names ever become a path.
  if (name === '' || sha256 === undefined) throw notFound('file');
  const file = await open(join(folder, name)).catch(() => {
    throw notFound('file');
  });
  const { size } = await file.stat();
  return { size, sha256, stream: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array> };
}
