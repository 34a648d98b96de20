import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { STAGE_LIMITS } from '../limits.ts';
import { scanText, type TextTraits } from '../text/scan-text.ts';
import type { ReportStage } from '../types.ts';
import type { LoadedTable } from './complete-table.ts';
import type { AcceptedTimes, CsvTable, TextColumn } from './csv-table.ts';
import type { FaultList } from './fault-list.ts';
import { findFaults } from './find-faults.ts';
import { hasExtraCells } from './has-extra-cells.ts';
import { loadPlain } from './load-plain.ts';
import { isCsvError, loadTable } from './load-table.ts';
import { isEpoch, isInstant } from './parse-time.ts';
import { cellName } from './rows-sql.ts';
import { tidyFile } from './tidy-file.ts';

/** How much of the reading the search through the bytes takes. */
const SCAN_SHARE = 0.1;

interface StageTable {
  into: string;
  table: CsvTable;
  accepted: AcceptedTimes;
  /** The cell of the first row with the time in it: tells how the column is read at first. */
  firstTime: string;
  report: ReportStage;
}

/**
 * Loads a CSV file into the table `into` (see loadTable) with every row checked. What is fine takes one pass of
 * DuckDB; only when something is not, the rows are read again to say what.
 * @throws AppError INVALID_CSV_FORMAT, UNSUPPORTED_ENCODING, INVALID_ROWS, TIMESTAMP_OUT_OF_RANGE, TOO_MANY_ROWS,
 *   FILE_TOO_LARGE
 */
export async function stageTable(
  connection: DuckDBConnection,
  { into, table, accepted, firstTime, report }: StageTable,
): Promise<LoadedTable & Pick<ReadTable, 'types'> & { machines: string[] }> {
  const epoch = isEpoch(firstTime);
  const times = epoch ? 'number' : isInstant(firstTime) ? 'instant' : null;
  const how = { into, accepted, epoch, times, report } as const;
  const read = (await readQuickly(connection, table, how)) ?? (await readThoroughly(connection, table, how));
  const { loaded, doubtful, types } = read;
  if (loaded.rows === 0)
    throw new AppError('INVALID_CSV_FORMAT', `${nameOf(table)} has a header, but no rows.`, {
      found_columns: [],
      missing_columns: [],
      line: table.skip,
    });
  if (loaded.rows > STAGE_LIMITS.rows)
    throw new AppError(
      'TOO_MANY_ROWS',
      `${nameOf(table)} has ${loaded.rows} rows; at most ${STAGE_LIMITS.rows} are taken at a time. Split it.`,
      { rows: loaded.rows, limit: STAGE_LIMITS.rows },
    );
  if (loaded.outOfRange === loaded.rows) throw outOfRange(table, loaded, accepted);
  const machines = await namesIn(connection, into, 'machine', table.machine);
  const entities = await namesIn(connection, into, 'entity', table.entity);
  const badNames = hasBad(table.machine, machines) || hasBad(table.entity, entities);
  if (loaded.bad > 0 || doubtful || badNames) {
    const faults = await findFaults(table, accepted);
    if (faults.rows_bad > 0) throw invalidRows(table, faults);
    if (loaded.bad > 0) throw unreadable(table, new Error(`DuckDB finds ${loaded.bad} bad rows`));
  }
  report('checking', 1);
  return { ...loaded, types, machines: machines.sort() };
}

interface HowToRead {
  into: string;
  accepted: AcceptedTimes;
  epoch: boolean;
  /** How a plain file has its times; null: in another form. */
  times: 'number' | 'instant' | null;
  report: ReportStage;
}

interface ReadTable {
  loaded: LoadedTable;
  /** Something may have been taken for good that is not. */
  doubtful: boolean;
  /** As in StagedKind. */
  types: ReadonlyMap<string, string | null>;
}

/** Null for a file that is not of the plainest form. */
async function readQuickly(
  connection: DuckDBConnection,
  table: CsvTable,
  { into, accepted, times, report }: HowToRead,
): Promise<ReadTable | null> {
  if (times === null) return null;
  const onBytes = (bytes: number) => report('reading', bytes / STAGE_LIMITS.csvBytes);
  const plain = await loadPlain(connection, into, table, { accepted, times, onBytes });
  return plain && { ...plain, doubtful: false };
}

async function readThoroughly(
  connection: DuckDBConnection,
  table: CsvTable,
  { into, accepted, epoch, report }: HowToRead,
): Promise<ReadTable> {
  const { traits, doubtful } = await examine(table, report);
  const how = { accepted, epoch };
  let loaded = await load(connection, into, {
    table: traits.mixedNewlines ? await tidyFile(table) : table,
    ...how,
  });
  report('checking', 0);
  if ('error' in loaded) {
    const faults = await findFaults(table, accepted);
    if (faults.rows_bad > 0) throw invalidRows(table, faults);
    loaded = await load(connection, into, { table: await tidyFile(table), ...how });
    if ('error' in loaded) throw unreadable(table, loaded.error);
  }
  return { loaded, doubtful, types: new Map() };
}

/** Looks through the bytes; `doubtful`: DuckDB may take something for good that is not. */
async function examine(
  table: CsvTable,
  report: ReportStage,
): Promise<{ traits: TextTraits; doubtful: boolean }> {
  const traits = await scanText(table.path, {
    separator: table.separator,
    longestLine: STAGE_LIMITS.csvLineBytes,
    onBytes: (bytes) => report('reading', Math.min(1, bytes / STAGE_LIMITS.csvBytes) * SCAN_SHARE),
  });
  if (traits.bytes > STAGE_LIMITS.csvBytes)
    throw new AppError(
      'FILE_TOO_LARGE',
      `${nameOf(table)} has ${traits.bytes} bytes; a CSV may have ${STAGE_LIMITS.csvBytes}. Split it.`,
      { bytes: traits.bytes, limit: STAGE_LIMITS.csvBytes },
    );
  const doubtful =
    traits.underscoredDigits || (traits.trailingSeparator && (await hasExtraCells(table.path, table)));
  return { traits, doubtful };
}

/** A time column is read as numbers where it starts with one, which is faster; when that fails, as text. */
async function load(
  connection: DuckDBConnection,
  into: string,
  { table, accepted, epoch }: { table: CsvTable; accepted: AcceptedTimes; epoch: boolean },
): Promise<LoadedTable | { error: Error }> {
  try {
    return await loadTable(connection, into, table, { accepted, epoch });
  } catch (error) {
    if (!isCsvError(error)) throw error;
    const isTime = error.message.includes(`column "${cellName(table.time.index)}"`);
    return epoch && isTime ? load(connection, into, { table, accepted, epoch: false }) : { error };
  }
}

function unreadable(table: CsvTable, cause: Error): AppError {
  return new AppError(
    'INVALID_CSV_FORMAT',
    `${nameOf(table)} cannot be read as CSV. Check its quotes and line ends.`,
    { found_columns: [], missing_columns: [] },
    { cause },
  );
}

function invalidRows(table: CsvTable, faults: FaultList): AppError {
  const [first] = faults.rows;
  const where = first ? ` The first: line ${first.line}, ${first.column ?? 'the row'}: ${first.reason}.` : '';
  return new AppError(
    'INVALID_ROWS',
    `${faults.rows_bad} of ${faults.rows_total} rows of ${nameOf(table)} are not as they should be; nothing was stored.${where}`,
    { ...faults, ...(table.member !== null && { file: table.member }) },
  );
}

function outOfRange(table: CsvTable, loaded: LoadedTable, accepted: AcceptedTimes): AppError {
  const iso = (time: number | null) =>
    time === null || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
  const [from, to] = [iso(accepted.from), iso(accepted.to)];
  return new AppError(
    'TIMESTAMP_OUT_OF_RANGE',
    `All times in ${nameOf(table)} lie outside of what is accepted, ${from} to ${to}. Check the unit and the clock, or have the accepted age raised.`,
    { first: iso(loaded.first), last: iso(loaded.last), accepted: { from, to }, rows: loaded.outOfRange },
  );
}

async function namesIn(
  connection: DuckDBConnection,
  from: string,
  column: 'machine' | 'entity',
  source: TextColumn | string,
): Promise<string[]> {
  if (typeof source === 'string') return [source];
  const found = await queryColumns(
    connection,
    `SELECT DISTINCT ${column} AS name FROM ${from} WHERE ${column} IS NOT NULL LIMIT ${STAGE_LIMITS.machines + 1}`,
  );
  const names = (found.name ?? []).map(String);
  if (names.length > STAGE_LIMITS.machines)
    throw new AppError(
      'INVALID_INPUT',
      `The file has more than ${STAGE_LIMITS.machines} different names in its column ${column}. Split it.`,
      { field: column },
    );
  return names;
}

const hasBad = (column: TextColumn | string, names: readonly string[]): boolean =>
  typeof column !== 'string' && names.some((name) => column.fault(name) !== null);

const nameOf = ({ member }: CsvTable): string => (member === null ? 'the file' : `"${member}"`);
