import type { LocalSettings } from '../config/local-settings.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { openCollection } from './open-collection.ts';

const MB = 1024 * 1024;

/** Ticks into a collection file; the shape of a Sink, see cli/open-sink.ts. */
export interface FileSink {
  name: string;
  take(records: readonly CollectionRecord[]): number;
  status(): Record<string, number | string>;
  close(graceMs: number): Promise<Record<string, number>>;
}

/**
 * The sink of local mode. `onRotate` is called when a new file begins with the next tick. Throws when the file cannot be
 * opened.
 */
export function openFileSink(settings: LocalSettings, log: Log, onRotate: () => void): FileSink {
  const { collection, gzip, fsyncTicks, rotateMb, rotateAge, rotateKeep } = settings;
  const path = gzip && !collection.endsWith('.gz') ? `${collection}.gz` : collection;
  let seq = 0;
  const file = openCollection({
    path,
    gzip,
    fsyncTicks,
    rotateBytes: rotateMb * MB,
    rotateMs: rotateAge,
    keep: rotateKeep,
    onRepair: (bytes) => log.warn('removed what was cut off at the end of the file', { path, bytes }),
    onRotate(to) {
      log.info('rotated', { to });
      onRotate();
    },
    onFailure(error) {
      if (error) log.error('cannot write, ticks wait in memory', { path, reason: error.message });
      else log.info('can write again', { path });
    },
  });
  const counts = () => ({ written: seq - file.lost(), dropped: file.lost() });
  return {
    name: path,
    take(records) {
      seq += 1;
      file.append(records.map((record) => `${JSON.stringify(record)}\n`).join(''), Date.now());
      return seq;
    },
    status: counts,
    async close() {
      file.close();
      return counts();
    },
  };
}
