import { shortenFile } from '../../agent/collect/shorten-file.ts';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import type { ProcFiles } from './synthetic-proc.ts';

/** Not recorded at each tick. */
const NOT_RECORDED = ['cpuinfo', '1/mountinfo'];

/** The records that pcc makes of these files at one tick. */
export function snapshotRecords(files: ProcFiles, timestamp: number): CollectionRecord[] {
  return [...files]
    .filter(([name]) => !NOT_RECORDED.includes(name))
    .map(([name, text]) => ({
      timestamp,
      ms: 0,
      subsystem: `/proc/${name}`,
      measurement: shortenFile(name)(text),
    }));
}
