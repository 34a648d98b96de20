import type { AcceptedTimes, CsvTable } from './csv-table.ts';
import { addRow, emptyFaultList, type FaultList } from './fault-list.ts';
import { judgeRow } from './judge-row.ts';
import { readRecords } from './read-records.ts';

/**
 * Reads the file once more, row by row, to say exactly what is wrong where. Slower by far than loadTable and only done
 * when that has found something; it takes the same rows for good, and its word counts.
 */
export async function findFaults(table: CsvTable, accepted: AcceptedTimes): Promise<FaultList> {
  const list = emptyFaultList();
  const judge = judgeRow(table, accepted);
  for await (const records of readRecords(table.path, table))
    for (const record of records) {
      const line = table.line === undefined ? record.line : Number(record.cells?.[table.line] ?? record.line);
      addRow(list, line, judge(record));
    }
  return list;
}
