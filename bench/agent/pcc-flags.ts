import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Flags that keep everything pcc writes below `folder`; 1 s between ticks. */
export function pccFlags(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return [
    ...['--frequency', '1s', '--loglevel', 'warn', '--identifier', 'bench'],
    ...['--collection', join(folder, 'collection.json')],
    ...['--spool', join(folder, 'spool'), '--apikey-file', join(folder, 'apikey')],
    ...['--status', join(folder, 'status.json')],
  ];
}
