import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatProgress } from '../process/format-progress.ts';
import type { Ctl } from './command.ts';
import { CtlError } from './ctl-error.ts';
import { unreachable } from './http/open-response.ts';

const PROGRESS_MS = 200;
const ERASE_LINE = '\r\u001b[K';

/**
 * Writes a response to the file of --output, to standard output for `-`, or to the name the portal gives, in this folder;
 * a file of that last name is not replaced. A file appears under its name only when it is whole.
 * Throws CtlError when the file cannot be written or the connection breaks.
 */
export async function saveDownload(
  { client, flags, signal, answer }: Ctl,
  response: IncomingMessage,
  fallbackName: string,
): Promise<void> {
  const counter = countBytes(response, flags.json === true);
  const parts = [response, counter.stream] as const;
  try {
    if (flags.output === '-') return await pipeline(...parts, process.stdout, { signal, end: false });
    const path = flags.output ?? givenName(response, fallbackName);
    const known = await stat(path).catch(() => null);
    if (known && flags.output === undefined)
      throw new CtlError(`${path} is there already: say with -o where to write`);
    if (known && !known.isFile()) await pipeline(...parts, createWriteStream(path), { signal });
    else
      await replace(path, (part) => pipeline(...parts, createWriteStream(part, { flags: 'wx' }), { signal }));
    counter.done();
    answer({ file: path, bytes: counter.bytes() }, `${path} (${counter.bytes()} bytes)`);
  } catch (error) {
    counter.done();
    response.destroy();
    if (signal.aborted || error instanceof CtlError) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== undefined && code !== 'ECONNRESET')
      throw new CtlError(`cannot write: ${(error as Error).message}`, undefined, '', { cause: error });
    throw unreachable(client.server, error);
  }
}

/** A file of another name beside it first: what breaks off leaves nothing that looks whole. */
async function replace(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The name in Content-Disposition, when it is one without surprises. */
function givenName(response: IncomingMessage, fallback: string): string {
  const name = /filename="([\w-][\w.-]{0,200})"/.exec(response.headers['content-disposition'] ?? '')?.[1];
  return name ?? fallback.replace(/[^\w.-]/g, '_').replace(/^\./, '_');
}

function countBytes(response: IncomingMessage, quiet: boolean) {
  const size = Number(response.headers['content-length']) || null;
  const started = performance.now();
  const shows = process.stderr.isTTY && !quiet;
  let bytes = 0;
  let shownAt = started;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      const now = performance.now();
      if (shows && now - shownAt > PROGRESS_MS) {
        shownAt = now;
        process.stderr.write(`${ERASE_LINE}${formatProgress(bytes, size, (now - started) / 1000)}`);
      }
      next(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, done: () => void (shows && process.stderr.write(ERASE_LINE)) };
}
