import type { DuckDBValue } from '@duckdb/node-api';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { CsvTable } from './csv-table.ts';
import { epochSql, timeSql } from './parse-time.ts';

/** What the columns of a file are called while it is read, whatever its header says. */
export const cellName = (index: number): string => `c${index}`;

/**
 * The rows of a file as SQL, over `source` with its cells: time, machine and entity where they are columns, line, the
 * numbers and what is derived from them.
 * @param epoch whether the time is a number
 */
export function rowsSql(
  table: CsvTable,
  { source, epoch }: { source: string; epoch: boolean },
): { sql: string; values: Record<string, DuckDBValue> } {
  const time = cellName(table.time.index);
  const values: Record<string, DuckDBValue> = {};
  const text = (name: 'machine' | 'entity'): string[] => {
    const column = table[name];
    if (typeof column === 'string') return [];
    const { index, other } = column;
    values[name] = column.fallback;
    const instead = other ? `nullif(left(trim(${cellName(other.index)}), ${other.length}), ''), ` : '';
    const own = unescapedSql(`trim(${cellName(index)})`);
    return [`coalesce(nullif(${own}, ''), ${instead}$${name}::VARCHAR) AS ${name}`];
  };
  const selected = [
    `${epoch ? epochSql(time) : timeSql(time)} AS time`,
    ...text('machine'),
    ...text('entity'),
    ...(table.line === undefined ? [] : [`${cellName(table.line)}::BIGINT AS line`]),
    ...table.numbers.map(({ index, scale, as }) => {
      return `${cellName(index)}${scale === 1 ? '' : ` * ${scale}`} AS ${quoteName(as)}`;
    }),
    ...[...(table.derived ?? [])].map(([as, sql]) => `${sql} AS ${quoteName(as)}`),
  ];
  return { sql: `SELECT ${selected.join(', ')} FROM ${source}`, values };
}

/** Exports put an apostrophe before text that a spreadsheet would take for a formula. */
const unescapedSql = (text: string): string =>
  `CASE WHEN starts_with(${text}, '''') THEN regexp_replace(${text}, '^''([=+@-])', '\\1') ELSE ${text} END`;
