import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stageFile } from '#server/uploads/stage/stage-file.ts';
import type { ReportStage, StagedFile, UploadSource } from '#server/uploads/stage/types.ts';
import { sniffFile } from '#server/uploads/stage/unpack/sniff-file.ts';
import { unpackZip } from '#server/uploads/stage/unpack/unpack-zip.ts';
import type { Counters } from '#server/uploads/types.ts';
import { isParquet } from './is-parquet.ts';
import { stageMembers } from './stage-members.ts';
import { stageParquet } from './stage-parquet.ts';
import { takeInput } from './take-input.ts';
import type { Input } from './types.ts';

const SANE = '2000-01-01T00:00:00Z';
const DAY_MS = 24 * 3600 * 1000;

/** Nothing is stored, so what is old is welcome; a clock that was never set, or is a day ahead, is wrong. */
const acceptedTimes = () => ({ from: new Date(SANE), to: new Date(Date.now() + DAY_MS) });

/**
 * Reads an input into tables of the database that `connection` uses, every row checked, as an upload does it; and the
 * Parquet of an export, and folders.
 * @param machine see UploadSource.machine
 * @throws AppError as stageFile, takeInput and stageParquet
 */
export async function stageInput(
  connection: DuckDBConnection,
  {
    input,
    folder,
    machine,
    counters,
  }: { input: Input; folder: string; machine: string | null; counters: Counters | null },
  report: ReportStage,
): Promise<StagedFile> {
  const taken = await takeInput(input, folder);
  const path = 'path' in taken ? taken.path : folder;
  const source: UploadSource = {
    path,
    folder,
    fileName: input.label,
    machine,
    counters,
    accepted: acceptedTimes(),
  };
  if ('members' in taken) return stageMembers(connection, { members: taken.members, source }, report);
  if (await isParquet(path)) return stageParquet(connection, { path, machine, table: 'staged_parquet' });
  const { wrapping } = await sniffFile(path);
  if (wrapping !== 'zip') return stageFile(connection, source, report);
  const unpacked = join(folder, 'members');
  await mkdir(unpacked);
  return stageMembers(connection, { members: await unpackZip(path, unpacked), source }, report);
}
