import type { CollectionRecord } from '../../agent/contract/record.ts';

/** The lines of a collection file as records. Throws on a line that is not JSON. */
export function parseCollection(text: string): CollectionRecord[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CollectionRecord);
}
