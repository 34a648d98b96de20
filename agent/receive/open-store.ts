import { join } from 'node:path';
import type { Log } from '../log.ts';
import { makeFolder } from '../make-folder.ts';
import { checkIdentifier } from './check-identifier.ts';
import { CollectionWriter } from './collection-writer.ts';
import type { Delivery } from './parse-delivery.ts';
import { ReceiveError } from './receive-error.ts';

export interface Store {
  /** See CollectionWriter.submit. Rejects with INVALID_INPUT on an identifier that is no file name. */
  submit(identifier: string, delivery: Delivery): Promise<number>;
  /** Waits for what was submitted. */
  close(): Promise<void>;
}

/** Files kept open; a closed one is opened again when it is needed. */
const MOST_OPEN = 256;

/** The data folder: one collection file, `<identifier>.json`, for each identifier. Throws the system's error. */
export function openStore(folder: string, log: Log): Store {
  makeFolder(folder, 0o700);
  const writers = new Map<string, CollectionWriter>();
  const closing = new Set<Promise<void>>();

  const makeRoom = (): void => {
    for (const [identifier, writer] of writers) {
      if (writers.size < MOST_OPEN) return;
      if (!writer.isIdle) continue;
      writers.delete(identifier);
      const closed = writer.close().finally(() => closing.delete(closed));
      closing.add(closed);
    }
  };
  return {
    async submit(identifier, delivery) {
      const fault = checkIdentifier(identifier);
      if (fault !== null)
        throw new ReceiveError(400, 'INVALID_INPUT', `The machine cannot be called that: ${fault}.`);
      let writer = writers.get(identifier);
      if (writer) writers.delete(identifier);
      else {
        makeRoom();
        writer = new CollectionWriter(join(folder, `${identifier}.json`), log);
      }
      // Behind all others: the map is in order of use.
      writers.set(identifier, writer);
      return writer.submit(delivery);
    },
    async close() {
      await Promise.all([...writers.values()].map((writer) => writer.close()));
      await Promise.all(closing);
    },
  };
}
