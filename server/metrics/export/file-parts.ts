import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from '#agent/contract/sample.ts';
import { copySql } from './copy-sql.ts';
import type { OpenExport } from './open-export.ts';
import { sliceTimes } from './slice-times.ts';

const READ_BYTES = 256 * 1024;

/**
 * The bytes of one kind's file. Text is written by DuckDB in slices of time, the next one while one is read: no more
 * than two are on disk, and the first is there after a few thousand rows. A Parquet file has its index at the end and
 * is written whole.
 */
export async function* fileParts(source: OpenExport, kind: Kind): AsyncGenerator<Uint8Array> {
  const { start, end, width, format } = source;
  const cuts =
    format === 'parquet'
      ? [start, end]
      : sliceTimes(source.sources.get(kind) ?? [], { start, end, width: width ?? 1 });
  const write = async (number: number): Promise<string> => {
    const target = join(source.folder, `${kind}-${number}`);
    const slice = { kind, from: cuts[number] ?? end, to: cuts[number + 1] ?? end, head: number === 0 };
    await source.write(copySql(source, slice), { machine: source.machineId, target });
    return target;
  };
  let next: Promise<string> | undefined = write(0);
  for (let number = 0; next; number += 1) {
    const path: string = await next;
    next = number + 2 < cuts.length ? write(number + 1) : undefined;
    // A reader that leaves never asks for it.
    next?.catch(() => {});
    for await (const part of createReadStream(path, { highWaterMark: READ_BYTES })) yield part;
    await rm(path, { force: true });
  }
}
