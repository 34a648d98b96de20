import { rm, stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { MOST_DECIMALS, narrowestType } from '#server/metrics/segments/narrowest-type.ts';
import { STAGE_LIMITS } from '../limits.ts';
import type { PlainKind } from '../plain/held-rows.ts';
import { type DigitFacts, plainToParquet } from '../plain/plain-to-parquet.ts';
import { completeTable, type LoadedTable } from './complete-table.ts';
import type { AcceptedTimes, CsvTable } from './csv-table.ts';
import { cellName, rowsSql } from './rows-sql.ts';

/** A loaded table, and what is known of its numbers (see StagedKind). */
export interface PlainTable {
  loaded: LoadedTable;
  types: ReadonlyMap<string, string | null>;
}

/**
 * Does what loadTable does for a file of the plainest form, with times in epoch numbers or instants: it is read here, while DuckDB takes in what
 * has been read.
 * @returns null for any other file, whatever it may be; the table is to be made anew then
 */
export async function loadPlain(
  connection: DuckDBConnection,
  into: string,
  table: CsvTable,
  {
    accepted,
    times,
    onBytes,
  }: { accepted: AcceptedTimes; times: 'number' | 'instant'; onBytes: (bytes: number) => void },
): Promise<PlainTable | null> {
  const kinds = kindsOf(table, times);
  if (!kinds || (await stat(table.path)).size > STAGE_LIMITS.csvBytes) return null;
  const { sql, values } = rowsSql(table, { source: 'read_parquet($path)', epoch: true });
  let verb = `CREATE OR REPLACE TABLE ${into} AS`;
  const present = new Map<number, string>();
  const found = await plainToParquet(table.path, {
    separator: table.separator,
    skip: table.skip,
    kinds,
    longestLine: STAGE_LIMITS.csvLineBytes,
    name: cellName,
    async take(path, types) {
      for (const { index, as } of table.numbers) {
        const [before, type] = [present.get(index), types.get(index)];
        if (type === undefined || kinds[index] !== 'narrow') continue;
        // Each type has room for all that fits the one before.
        if (before !== undefined && before !== type)
          await connection.run(`ALTER TABLE ${into} ALTER COLUMN ${quoteName(as)} TYPE ${type}`);
        present.set(index, type);
      }
      await connection.run(`${verb} ${sql}`, { ...values, path });
      verb = `INSERT INTO ${into}`;
      // At once, before the system writes it to the disk.
      await rm(path);
    },
    onBytes,
  });
  if (!found) return null;
  const loaded = await completeTable(connection, into, table, accepted);
  return { loaded, types: typesOf(table, found) };
}

function kindsOf(
  { width, time, machine, entity, line, numbers, narrow }: CsvTable,
  times: PlainKind,
): PlainKind[] | null {
  const kinds = Array.from({ length: width }, (): PlainKind => 'skipped');
  for (const { index, scale } of numbers) kinds[index] = narrow && scale === 1 ? 'narrow' : 'number';
  kinds[time.index] = times;
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
