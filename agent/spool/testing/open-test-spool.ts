import { Spool, type SpoolOptions } from '../spool.ts';

export interface TestSpool {
  spool: Spool;
  log: Record<string, unknown>[];
  /** All that waits, as it would be sent: number and text of each snapshot, and the gaps declared. */
  drain(): { seqs: number[]; snapshots: string[]; gaps: unknown[] };
}

/** A spool in a folder, with small segments unless told otherwise. */
export function openTestSpool(folder: string, options: Partial<SpoolOptions> = {}): TestSpool {
  const log: Record<string, unknown>[] = [];
  const note = (event: string, fields: object = {}): number => log.push({ event, ...fields });
  const spool = new Spool({
    folder,
    limitBytes: 1024 * 1024,
    maxAgeMs: 7 * 86_400_000,
    memoryBytes: 1024 * 1024,
    segmentBytes: 2000,
    log: { debug: note, info: note, warn: note, error: note },
    ...options,
  });
  return {
    spool,
    log,
    drain() {
      const drained: ReturnType<TestSpool['drain']> = { seqs: [], snapshots: [], gaps: [] };
      for (let run = spool.hold(7, 100_000); run; run = spool.hold(7, 100_000)) {
        run.snapshots.forEach((json, index) => {
          drained.seqs.push((run?.firstSeq ?? 0) + index);
          drained.snapshots.push(json);
        });
        if (run.gap) drained.gaps.push(run.gap);
        spool.ack(run.lastSeq);
      }
      return drained;
    },
  };
}
