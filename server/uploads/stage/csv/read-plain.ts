import { stat } from 'node:fs/promises';
import { MOST_DECIMALS, narrowestType } from '#server/metrics/segments/narrowest-type.ts';
import { STAGE_LIMITS } from '../limits.ts';
import type { PlainKind } from '../plain/held-rows.ts';
import { type DigitFacts, plainToParquet } from '../plain/plain-to-parquet.ts';
import type { CsvTable } from './csv-table.ts';
import { cellName } from './load-table.ts';

/** A table with its rows as Parquet as well, and what is known of its numbers (see StagedKind). */
export interface PlainTable {
  table: CsvTable & { parquet: string };
  types: ReadonlyMap<string, string | null>;
}

/**
 * Reads a file of the plainest form, with epoch times, for DuckDB, which would take three times as long for it.
 * @returns null for any other file, whatever it may be
 */
export async function readPlain(
  table: CsvTable,
  onBytes: (bytes: number) => void,
): Promise<PlainTable | null> {
  const kinds = kindsOf(table);
  if (!kinds || (await stat(table.path)).size > STAGE_LIMITS.csvBytes) return null;
  const parquet = `${table.path}.parquet`;
  const found = await plainToParquet(table.path, parquet, {
    separator: table.separator,
    skip: table.skip,
    kinds,
    longestLine: STAGE_LIMITS.csvLineBytes,
    name: cellName,
    onBytes,
  });
  return found && { table: { ...table, parquet }, types: typesOf(table, found) };
}

function kindsOf({ width, time, machine, entity, line, numbers }: CsvTable): PlainKind[] | null {
  const kinds = Array.from({ length: width }, (): PlainKind => 'skipped');
  for (const { index } of [time, ...numbers]) kinds[index] = 'number';
  if (line !== undefined) kinds[line] = 'number';
  for (const column of [machine, entity]) {
    if (typeof column === 'string') continue;
    if (column.other) return null;
    kinds[column.index] = 'text';
  }
  return kinds;
}

function typesOf({ numbers }: CsvTable, found: ReadonlyMap<number, DigitFacts>): Map<string, string | null> {
  const types = new Map<string, string | null>();
  for (const { index, as, scale } of numbers) {
    const facts = found.get(index);
    if (!facts) continue;
    const { decimals, largest, minusZero } = facts;
    if (largest === null) types.set(as, null);
    // With another scale the digits are others.
    else if (scale === 1) types.set(as, narrowestType(minusZero ? MOST_DECIMALS + 1 : decimals, largest));
  }
  return types;
}
