import type { DuckDBConnection } from '@duckdb/node-api';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { AppError } from '#server/errors.ts';
import { machineFault } from '../contract/name-faults.ts';
import { emptyFaultList, type FaultList } from '../csv/fault-list.ts';
import { STAGE_LIMITS } from '../limits.ts';
import { scanText } from '../text/scan-text.ts';
import type { TextFile } from '../text/text-file.ts';
import type { ReportStage, StagedFile, UploadSource } from '../types.ts';
import { createTimeCheck } from './check-times.ts';
import { openSampleTables } from './open-sample-tables.ts';
import { readCollection } from './read-collection.ts';

/** Snapshots that are rated and appended at once: a few milliseconds of work. */
const AT_ONCE = 20;

/**
 * Stages a collection (JSON lines of records): its snapshots are rated one after the other as those of an agent that
 * sends them, over the whole file. The machine is the form field's, else the host name that the collection tells.
 * @throws AppError INVALID_ROWS for damaged lines, TIMESTAMP_OUT_OF_RANGE, TOO_MANY_ROWS, UNSUPPORTED_ENCODING;
 *   INVALID_INPUT when nothing names the machine, or there is nothing in it
 */
export async function stageCollection(
  connection: DuckDBConnection,
  { file, source, report }: { file: TextFile; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const { bytes } = await scanText(file.path, {
    separator: '}',
    longestLine: STAGE_LIMITS.collectionLineBytes,
    onBytes: () => report('reading', 0),
  });
  const faults = emptyFaultList();
  const times = createTimeCheck({ from: source.accepted.from.getTime(), to: source.accepted.to.getTime() });
  const tables = await openSampleTables(connection);
  let waiting: Snapshot[] = [];
  for await (const read of readCollection(file.path, faults)) {
    times.see(read);
    if (times.snapshots > STAGE_LIMITS.rows) throw tooMany();
    // After a fault nothing will be stored: the rest is read only to find the others.
    if (faults.rows_bad > 0 || times.outside > 0) continue;
    waiting.push(read.snapshot);
    if (waiting.length < AT_ONCE) continue;
    await tables.add(waiting);
    waiting = [];
    report('reading', Math.min(1, read.bytes / bytes));
  }
  times.judge(faults);
  if (faults.rows_bad > 0) throw damaged(faults, file);
  await tables.add(waiting);
  if (times.snapshots === 0)
    throw new AppError('INVALID_INPUT', 'The collection has no record that the portal reads.', {
      field: 'file',
    });
  report('checking', 1);
  const host = tables.host();
  const machine = source.machine ?? named(host?.hostname ?? null);
  return {
    format: 'collection',
    rows: times.snapshots,
    kinds: await tables.finish(machine),
    machines: [machine],
    dataRange: { start: times.first, end: times.last },
    events: tables.events.map((event) => ({ machine, ...event })),
    facts: host ? { [machine]: host } : {},
    warnings: [],
  };
}

function named(hostname: string | null): string {
  if (hostname !== null && machineFault(hostname) === null) return hostname;
  throw new AppError(
    'INVALID_INPUT',
    'The collection does not tell its host name: say with the form field machine_id which machine it is of.',
    { field: 'machine_id' },
  );
}

const tooMany = (): AppError =>
  new AppError(
    'TOO_MANY_ROWS',
    `The collection has more than ${STAGE_LIMITS.rows} snapshots, which is the most taken at a time. Split it.`,
    { limit: STAGE_LIMITS.rows },
  );

function damaged(faults: FaultList, file: TextFile): AppError {
  const [first] = faults.rows;
  const where = first ? ` The first: line ${first.line}: ${first.reason}.` : '';
  return new AppError(
    'INVALID_ROWS',
    `${faults.rows_bad} of ${faults.rows_total} lines of the collection are damaged; nothing was stored.${where}`,
    { ...faults, ...(file.member !== null && { file: file.member }) },
  );
}
