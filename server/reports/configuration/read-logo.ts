import { readFile } from 'node:fs/promises';
import { AppError } from '#server/errors.ts';
import { type CheckedLogo, checkLogo } from '../check-logo.ts';

/**
 * The logo in a file.
 * @param name as the user gave it, and `where` they did (`machine.yaml:3: branding.logo: `), for messages
 * @throws AppError NOT_FOUND, INVALID_IMAGE
 */
export async function readLogo(path: string, name: string, where = ''): Promise<CheckedLogo> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new AppError('NOT_FOUND', `${where}The logo ${name} cannot be read.`, { file: name }, { cause });
  }
  try {
    return checkLogo(bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${where}${name}: ${error.message}`, { file: name }, { cause: error });
  }
}
