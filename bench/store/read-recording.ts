import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import { parseCollection } from '../agent/parse-collection.ts';

/**
 * What all data of this benchmark is made of: a host of 2 CPUs recorded by pcc for 25 minutes at 1 s, under the load of
 * recorded/load.sh and whatever else ran there. Only the host's name was replaced, and what pcc does not record any more
 * was left out (shorten-file.ts).
 */
export const RECORDING = join(import.meta.dirname, 'recorded', 'host.json.gz');

/** The recording, tick by tick; the first has the facts of the host too. */
export function readRecording(path: string = RECORDING): CollectionRecord[][] {
  const ticks = new Map<number, CollectionRecord[]>();
  for (const record of parseCollection(gunzipSync(readFileSync(path)).toString())) {
    const tick = ticks.get(record.timestamp);
    if (tick) tick.push(record);
    else ticks.set(record.timestamp, [record]);
  }
  return [...ticks.values()];
}
