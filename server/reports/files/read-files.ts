import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '#server/errors.ts';
import { withSharedTables } from '#server/metrics/duckdb/with-shared-tables.ts';
import { retargetFile } from '#server/uploads/retarget-file.ts';
import type { StagedFile } from '#server/uploads/stage/types.ts';
import type { Counters } from '#server/uploads/types.ts';
import { blamesMachine } from './blames-machine.ts';
import { keepDays } from './keep-days.ts';
import { stageInput } from './stage-input.ts';
import type { DayOfFile, Input, ReadFiles, TellReading } from './types.ts';

/** A file that was read. */
interface OneRead {
  staged: StagedFile;
  days: DayOfFile[];
  repeated: Map<string, number>;
}

interface Reading {
  /** What unnamed files are of; null: each is called after itself. */
  machine: string | null;
  /** How columns that may be counters are meant. */
  counters?: Counters | null;
  /** Scratch folder: everything is written into it. */
  folder: string;
  tell: TellReading;
}

/**
 * Reads and checks inputs of any format, one after another, and lays their samples down as files. What several files
 * say of one machine is put together: of two samples of one moment, the one of the later file counts.
 * @throws AppError as stageInput, with the file in `details.file`; INVALID_INPUT when several files do not say of which
 *   machine they are
 */
export async function readFiles(
  inputs: readonly Input[],
  { machine, counters = null, folder, tell }: Reading,
): Promise<ReadFiles> {
  const reads: OneRead[] = [];
  const warnings: string[] = [];
  const unnamed: string[] = [];
  const stems: string[] = [];
  for (const [index, input] of inputs.entries()) {
    const place = join(folder, `file-${index}`);
    const share = (part: number) => tell(input.label, (index + part) / inputs.length);
    share(0);
    const read = (name: string | null, attempt: string) =>
      readOne(
        { ...input, machine: name },
        { place: `${place}-${attempt}`, folder, version: index + 1, counters, share },
      );
    const stem =
      basename(input.path).replace(/(\.(csv|json|jsonl|txt|zip|tar|tgz|gz|parquet))+$/i, '') || 'machine';
    try {
      const one = await read(input.machine, 'named').catch((error: unknown) => {
        if (input.machine !== null || !blamesMachine(error)) throw error;
        if (machine === null) unnamed.push(input.label);
        return read(machine ?? stem, 'unnamed');
      });
      reads.push(one);
      warnings.push(...one.staged.warnings.map((text) => `${input.label}: ${text}`));
    } catch (error) {
      throw inFile(error, input);
    }
    if (unnamed.length > 1)
      throw new AppError(
        'INVALID_INPUT',
        `Several files do not say of which machine they are: ${unnamed.join(', ')}. Say it with NAME=FILE for each, or with --machine NAME for all.`,
        { files: unnamed },
      );
    if (!unnamed.includes(input.label)) continue;
    stems.push(stem);
    warnings.push(`${input.label}: names no machine; it is called "${stem}" here. --machine NAME names it.`);
  }
  return { ...merge(reads), namedAfterFiles: stems, warnings };
}

interface OneReading {
  /** A folder to be made for the file and what is unpacked of it, which is gone afterwards. */
  place: string;
  /** Where the days stay. */
  folder: string;
  version: number;
  counters: Counters | null;
  share: (part: number) => void;
}

async function readOne(
  input: Input,
  { place, folder, version, counters, share }: OneReading,
): Promise<OneRead> {
  const { machine } = input;
  await mkdir(place);
  try {
    return await withSharedTables(async (connections) => {
      const [connection] = connections;
      const taken = { input, folder: place, counters, machine };
      const staged = await stageInput(connection, taken, (phase, part) =>
        share(phase === 'reading' ? part * 0.7 : 0.7 + part * 0.15),
      );
      const named = await retargetFile(connection, { machine, machineBound: false }, staged);
      return { staged: named, ...(await keepDays(connections, named, { version, folder })) };
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function merge(reads: readonly OneRead[]): Omit<ReadFiles, 'warnings' | 'namedAfterFiles'> {
  const repeated: Record<string, number> = {};
  for (const one of reads)
    for (const [machine, rows] of one.repeated) repeated[machine] = (repeated[machine] ?? 0) + rows;
  const staged = reads.map((one) => one.staged);
  return {
    days: reads.flatMap(({ days }) => days).sort((a, b) => a.firstTime - b.firstTime),
    machines: [...new Set(staged.flatMap(({ machines }) => machines))].sort(),
    events: staged.flatMap(({ events }) => events).sort((a, b) => a.at - b.at),
    facts: Object.assign({}, ...staged.map(({ facts }) => facts)),
    repeated,
    rows: staged.reduce((sum, { rows }) => sum + rows, 0),
  };
}

function inFile(error: unknown, { label }: Input): unknown {
  if (!(error instanceof AppError)) return error;
  const member = error.details.file;
  const file = typeof member === 'string' && member !== label ? `${label}: ${member}` : label;
  return new AppError(error.code, error.message, { ...error.details, file }, { cause: error });
}
