import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctl } from '../command.ts';
import { CtlError, EXIT } from '../ctl-error.ts';
import { openPatience } from './open-patience.ts';
import type { Progress } from './open-progress.ts';
import { type StoredAnswer, type UploadAnswer, uploadPath } from './upload-answer.ts';

const FIRST_POLL_MS = 250;
const LAST_POLL_MS = 2000;

/** Waits until the portal has read, checked and stored a file. Throws CtlError with the portal's words when it has not. */
export async function awaitUpload(
  { client, signal }: Pick<Ctl, 'client' | 'signal'>,
  upload: UploadAnswer,
  progress: Progress,
): Promise<StoredAnswer> {
  const patience = openPatience(signal, progress.say);
  let pollMs = FIRST_POLL_MS;
  let current = upload;
  for (;;) {
    if (current.status === 'done' && current.result) return current.result;
    if (current.status === 'failed' || current.status === 'done') throw failure(current);
    progress.phase(current.status, current.progress);
    await sleep(pollMs, undefined, { signal });
    pollMs = Math.min(LAST_POLL_MS, pollMs * 1.2);
    try {
      current = await client.call<UploadAnswer>('GET', uploadPath(upload.upload_id));
      patience.renew();
    } catch (error) {
      await patience.wait(error);
    }
  }
}

function failure({ error }: UploadAnswer): CtlError {
  const { message = 'the portal says no more', error_code = '', details = {} } = error ?? {};
  return new CtlError(message, EXIT.failed, error_code, { details });
}
