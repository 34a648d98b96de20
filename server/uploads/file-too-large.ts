import { AppError } from '#server/errors.ts';
import { FILE_BYTES } from './limits.ts';

/** The one answer to a file that is too large, however it comes. */
export const fileTooLarge = (): AppError =>
  new AppError(
    'FILE_TOO_LARGE',
    `The file is over ${FILE_BYTES / 1024 ** 2} MiB. Split it, or send it with gzip (file.csv.gz).`,
    { limit_bytes: FILE_BYTES },
  );
