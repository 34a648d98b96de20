import { AppError } from '#server/errors.ts';
import { bodyChunks } from '#server/http/files/body-chunks.ts';
import { CALL_BYTES } from './limits.ts';

/**
 * The bytes that one call brings of a file that is sent in pieces.
 * @throws AppError BODY_TOO_LARGE over 16 MiB
 */
export const callBytes = (request: Request): AsyncGenerator<Uint8Array> =>
  bodyChunks(request, {
    bytes: CALL_BYTES,
    tooLarge: () =>
      new AppError(
        'BODY_TOO_LARGE',
        `One call takes at most ${CALL_BYTES / 1024 ** 2} MiB of a file. Send the rest in the next.`,
        { limit_bytes: CALL_BYTES },
      ),
  });
