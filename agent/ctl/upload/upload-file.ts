import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Ctl } from '../command.ts';
import { CtlError } from '../ctl-error.ts';
import { awaitUpload } from './await-upload.ts';
import { hashFile } from './hash-file.ts';
import type { Progress } from './open-progress.ts';
import { rememberUploads } from './remember-uploads.ts';
import { sendParts } from './send-parts.ts';
import { type StoredAnswer, type UploadAnswer, uploadPath } from './upload-answer.ts';

/**
 * Sends one file and waits until it is stored. A run that was interrupted is taken up where it stopped, by any later one
 * with the same content, machine and counters. Throws CtlError.
 */
export async function uploadFile(ctl: Ctl, path: string, progress: Progress): Promise<StoredAnswer> {
  const file = await open(path).catch((cause: Error) => {
    throw new CtlError(`cannot read it: ${cause.message}`, undefined, '', { cause });
  });
  try {
    return await upload(ctl, path, file, progress);
  } finally {
    await file.close();
  }
}

async function upload(ctl: Ctl, path: string, file: FileHandle, progress: Progress): Promise<StoredAnswer> {
  const { client, flags, settings, signal } = ctl;
  const stat = await file.stat();
  if (!stat.isFile()) throw new CtlError('is not a file');
  if (stat.size === 0) throw new CtlError('is empty');
  const sha256 = await hashFile(file, stat.size, {
    signal,
    taken: (bytes) => progress.phase('checksum', bytes / stat.size),
  });
  const remembered = rememberUploads(settings.folder);
  const key = [client.server, sha256, flags.machine ?? '', flags.counters ?? ''].join(' ');

  const begun =
    (await unfinished(ctl, remembered.find(key))) ??
    (await client.call<UploadAnswer>('POST', '/api/v1/uploads', {
      file_name: basename(path),
      byte_count: stat.size,
      machine_id: flags.machine,
      counters: flags.counters,
      sha256,
    }));
  if (begun.status === 'receiving') {
    await remembered.keep(key, begun.upload_id);
    if (begun.received_bytes > 0)
      progress.say(`goes on behind the ${begun.received_bytes} bytes that were sent before`);
  }
  const stored = await awaitUpload(ctl, await sendParts(ctl, file, begun, progress), progress);
  await remembered.forget(key);
  return stored;
}

/** An upload that an earlier run began, when the portal still works on it or has it; null to begin anew. */
async function unfinished({ client }: Ctl, id: string | undefined): Promise<UploadAnswer | null> {
  if (id === undefined) return null;
  try {
    const found = await client.call<UploadAnswer>('GET', uploadPath(id));
    return found.status === 'failed' ? null : found;
  } catch (error) {
    if (error instanceof CtlError && error.errorCode === 'NOT_FOUND') return null;
    throw error;
  }
}
