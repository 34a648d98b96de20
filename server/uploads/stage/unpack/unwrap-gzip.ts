import { STAGE_LIMITS } from '../limits.ts';
import { gunzipFile } from './gunzip-file.ts';
import { sniffFile, type Wrapping } from './sniff-file.ts';

/** What was found behind gzip, if there was any. `head`: its first bytes. */
export interface Unwrapped {
  path: string;
  wrapping: Exclude<Wrapping, 'gzip'>;
  head: Buffer;
}

/**
 * Takes gzip off a file, once, into a file beside it.
 * @throws AppError as sniffFile and gunzipFile
 */
export async function unwrapGzip(path: string): Promise<Unwrapped> {
  const { wrapping, head } = await sniffFile(path);
  if (wrapping !== 'gzip') return { path, wrapping, head };
  const target = `${path}.unpacked`;
  // A CSV may be smaller only; how large is looked at when it is known to be one.
  await gunzipFile(path, target, STAGE_LIMITS.collectionBytes);
  const inside = await sniffFile(target);
  return { path: target, head: inside.head, wrapping: inside.wrapping === 'gzip' ? 'text' : inside.wrapping };
}
