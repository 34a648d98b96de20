import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { CsvTable } from './csv-table.ts';
import { readRecords } from './read-records.ts';

const CHUNK = 256 * 1024;

/**
 * Writes the rows anew in the plainest form, for files with nothing wrong in them that DuckDB still cannot read: LF and
 * CR LF in one file, cells of blanks where a number may be, blanks around quotes. Slow, and rare.
 * @returns the table as it is to be read now
 */
export async function tidyFile(table: CsvTable): Promise<CsvTable> {
  const path = `${table.path}.tidy`;
  const { separator } = table;
  const special = new RegExp(`["\\n\\r${separator === '|' ? '\\|' : separator}]`);
  const cell = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  async function* rows() {
    // In place of the header, so that lines stay about what they were.
    let text = '\n'.repeat(table.skip);
    for await (const records of readRecords(table.path, table)) {
      for (const { cells = [] } of records)
        text += `${cells.map((one) => cell(one.trim())).join(separator)}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  await pipeline(rows, createWriteStream(path));
  return { ...table, path };
}
