import type { AcceptedTimes, CsvTable, TextColumn } from './csv-table.ts';
import type { RowFault } from './fault-list.ts';
import { parseTime } from './parse-time.ts';
import type { CsvRecord } from './read-records.ts';
import { findBroken } from './row-rules.ts';

/** What a number may look like: DuckDB would also take 1_000, and `nan` and `inf`, which are none. */
const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;

type Fault = Omit<RowFault, 'line'>;

/** Answers a function that says what is wrong with a row of the table. */
export function judgeRow(table: CsvTable, accepted: AcceptedTimes): (record: CsvRecord) => Fault[] {
  const names = new Map(table.numbers.map(({ as, name }) => [as, name]));
  const places = new Map(table.numbers.map(({ as }, place) => [as, place]));
  const values: (number | null)[] = table.numbers.map(() => null);
  const valueIn = (column: string) => values[places.get(column) ?? -1] ?? null;
  return (record) => {
    if (!record.cells) return [{ column: null, value: record.text, reason: record.fault }];
    const { cells } = record;
    if (cells.length !== table.width) {
      const reason = cells.length < table.width ? 'missing_cells' : 'too_many_cells';
      return [{ column: null, value: `${cells.length} cells, not ${table.width}`, reason }];
    }
    const faults: Fault[] = [];
    judgeTime(faults, table, cells, accepted);
    for (const column of [table.machine, table.entity])
      if (typeof column !== 'string') judgeText(faults, column, cells);
    table.numbers.forEach(({ index, name, scale, range: [least, most] }, place) => {
      const value = (cells[index] ?? '').trim();
      values[place] = null;
      if (value === '') return;
      const number = Number(value) * scale;
      if (!NUMBER.test(value)) faults.push({ column: name, value, reason: notNumber(value) });
      else if (number > most) faults.push({ column: name, value, reason: 'above_range' });
      else if (number < least)
        faults.push({ column: name, value, reason: least === 0 ? 'negative' : 'below_range' });
      else values[place] = number;
    });
    if (faults.length > 0) return faults;
    for (const rule of table.rules) {
      const broken = findBroken(rule, valueIn);
      if (!broken) continue;
      const column = broken.columns.map((as) => names.get(as) ?? as).join('+');
      faults.push({ column, value: broken.value, reason: rule.reason });
    }
    return faults;
  };
}

const notNumber = (value: string): string =>
  /^[+-]?(nan|inf|infinity)$/i.test(value) ? 'not_finite' : 'not_a_number';

function judgeTime(faults: Fault[], { time }: CsvTable, cells: readonly string[], accepted: AcceptedTimes) {
  const value = (cells[time.index] ?? '').trim();
  const found = parseTime(value);
  const fault = (reason: string) => faults.push({ column: time.name, value, reason });
  if (value === '') fault('missing_value');
  else if (found === null) fault('not_a_time');
  else if (found < accepted.from || found > accepted.to) fault('timestamp_out_of_range');
}

function judgeText(faults: Fault[], column: TextColumn, cells: readonly string[]): void {
  const { index, other } = column;
  const own = unescapeText((cells[index] ?? '').trim());
  const value = own === '' && other ? (cells[other.index] ?? '').trim().slice(0, other.length) : own;
  if (value === '' && column.fallback === null)
    faults.push({ column: column.name, value, reason: 'missing_value' });
  const reason = value === '' ? null : column.fault(value);
  if (reason !== null) faults.push({ column: column.name, value, reason });
}

/** As loadTable does it. */
const unescapeText = (text: string): string => text.replace(/^'(?=[=+@-])/, '');
