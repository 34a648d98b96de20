import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Input } from '#server/reports/files/types.ts';

/** `FILE`, or `NAME=FILE` unless there is a file of that whole name; relative to a folder. */
export function nameInput(text: string, folder: string): Input {
  const [, machine, file] = /^([^=/\\]+)=(.+)$/.exec(text) ?? [];
  if (machine !== undefined && file !== undefined && !existsSync(resolve(folder, text)))
    return { path: resolve(folder, file), label: file, machine: machine.trim() };
  return { path: resolve(folder, text), label: text, machine: null };
}
