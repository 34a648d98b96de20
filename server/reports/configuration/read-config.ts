import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '#server/errors.ts';
import { parseConfig } from './parse-config.ts';
import type { ReportConfig } from './report-config.ts';

/** A configuration, and the folder that its paths are relative to. */
export interface FoundConfig {
  config: ReportConfig;
  folder: string;
  /** What it was read from; null when there is none. */
  source: { name: string; text: string } | null;
}

/**
 * The configuration in a file.
 * @param name as the user gave it, for messages
 * @throws AppError NOT_FOUND, INVALID_INPUT (see parseConfig)
 */
export async function readConfig(path: string, name: string): Promise<FoundConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('NOT_FOUND', `The configuration ${name} cannot be read.`, { file: name }, { cause });
  }
  return { config: parseConfig(text, name), folder: dirname(resolve(path)), source: { name, text } };
}
