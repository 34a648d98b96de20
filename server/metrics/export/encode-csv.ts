import { csvCell } from '#server/csv-cell.ts';

/** Turns rows that are made in memory into the CSV of an export; the store's own are written by DuckDB (copy-sql). */
interface RowEncoder {
  head: string;
  /** @param time Unix ms */
  row: (time: number, entity: string, values: readonly (number | null)[]) => string;
}

/** CSV as RFC 4180 writes it, with LF; text that a spreadsheet would take for a formula gets an apostrophe. */
export function encodeCsv({
  machineId,
  kind,
  metrics,
}: {
  machineId: string;
  kind: string;
  metrics: readonly string[];
}): RowEncoder {
  const machine = csvCell(machineId);
  const hasEntities = kind !== 'host';
  const head = ['timestamp', 'machine_id', ...(hasEntities ? ['entity'] : []), ...metrics];
  return {
    head: `${head.join(',')}\n`,
    row(time, entity, values) {
      const who = hasEntities ? `${machine},${csvCell(entity)}` : machine;
      let line = `${time / 1000},${who}`;
      // String(number) is the shortest decimal that reads back to the same bits.
      for (const value of values) line += value === null ? ',' : `,${value}`;
      return `${line}\n`;
    },
  };
}
