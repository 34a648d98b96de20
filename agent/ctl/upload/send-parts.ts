import type { FileHandle } from 'node:fs/promises';
import type { Ctl } from '../command.ts';
import { CtlError } from '../ctl-error.ts';
import { Content } from '../http/open-response.ts';
import { openPatience } from './open-patience.ts';
import type { Progress } from './open-progress.ts';
import { type UploadAnswer, uploadPath } from './upload-answer.ts';

const PART_BYTES = 4 * 1024 * 1024;
/** The most that the portal takes in one call. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Sends what the portal does not have yet of a file, part by part. After a connection that broke the portal is asked
 * how much arrived. Answers the upload as it stands when there is nothing more to send.
 */
export async function sendParts(
  { client, signal }: Pick<Ctl, 'client' | 'signal'>,
  file: FileHandle,
  upload: UploadAnswer,
  progress: Progress,
): Promise<UploadAnswer> {
  const { byte_count: size, received_bytes: before } = upload;
  const path = uploadPath(upload.upload_id);
  const partBytes = Math.min(upload.part_bytes ?? PART_BYTES, MOST_BYTES);
  const patience = openPatience(signal, progress.say);
  let current = upload;

  const sendPart = async (from: number): Promise<UploadAnswer> => {
    const bytes = await readPart(file, from, Math.min(partBytes, size - from));
    const content = new Content(bytes, (sent) => progress.sending(from + sent, size, before));
    return client.call<UploadAnswer>('PUT', `${path}/content?offset=${from}`, content);
  };

  progress.sending(before, size, before);
  while (current.status === 'receiving' && current.received_bytes < size) {
    const from = current.received_bytes;
    try {
      current = await sendPart(from);
    } catch (error) {
      const expected = expectedBy(error, size);
      if (expected !== null && expected !== from) current = { ...current, received_bytes: expected };
      else {
        if (!isConflict(error)) await patience.wait(error);
        // When it is still down, the same part is tried again, and answered with where to go on.
        current = await client.call<UploadAnswer>('GET', path).catch(() => current);
        if (isConflict(error) && current.status === 'receiving') throw error;
      }
    }
    if (current.received_bytes > from) patience.renew();
  }
  return current;
}

const isConflict = (error: unknown): error is CtlError =>
  error instanceof CtlError && error.errorCode === 'CONFLICT';

/** The byte that the portal wants next; null when it does not say. */
function expectedBy(error: unknown, size: number): number | null {
  const expected = isConflict(error) ? error.details.expected : null;
  return typeof expected === 'number' && expected >= 0 && expected < size ? expected : null;
}

async function readPart(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await file.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) throw new CtlError('the file has become shorter while it was sent: send it again');
    read += bytesRead;
  }
  return bytes;
}
