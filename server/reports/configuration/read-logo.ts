import { readFile } from 'node:fs/promises';
import { AppError } from '#server/errors.ts';
import { type CheckedLogo, checkLogo } from '../check-logo.ts';

/**
 * The logo in a file.
 * @param name as the user gave it, for messages
 * @throws AppError NOT_FOUND, INVALID_IMAGE
 */
export async function readLogo(path: string, name: string): Promise<CheckedLogo> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new AppError('NOT_FOUND', `The logo ${name} cannot be read.`, { file: name }, { cause });
  }
  try {
    return checkLogo(bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${name}: ${error.message}`, { file: name }, { cause: error });
  }
}
