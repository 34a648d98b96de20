import type { DuckDBConnection } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { MOST_DECIMALS, MOST_WHOLE, MOST_WITH_DECIMALS, narrowestType } from './narrowest-type.ts';

/** Rows that tell which columns are worth a look at all of their values. */
const SAMPLE_ROWS = 2048;

/**
 * The narrowest type of each column (DOUBLE in `table`) that gives every one of its values back to the bit: INTEGER,
 * BIGINT, DECIMAL (an integer over a power of ten), else DOUBLE. A column without any value is not in the answer.
 * There is no FLOAT: doubles whose low half is zero compress as well, and DuckDB would read whole numbers of another
 * segment as FLOAT with them.
 * @param rows of the table, where that is known
 */
export async function chooseTypes(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  rows = Number.POSITIVE_INFINITY,
): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  if (columns.length === 0) return types;
  const sample = await measure(connection, `(FROM ${table} LIMIT ${SAMPLE_ROWS})`, columns, () => 0);
  const guess = (column: string) => sample.get(column)?.decimals ?? 0;
  const hopeful = columns.filter((column) => guess(column) <= MOST_DECIMALS);
  // Looking is dear for what it says of few rows: an hour's file took as long for this as for all else together.
  const found = rows <= SAMPLE_ROWS ? sample : await measure(connection, table, hopeful, guess);
  for (const column of columns) {
    const facts = found.get(column);
    if (facts?.largest === null) continue;
    types.set(column, facts ? narrowestType(facts.decimals, facts.largest) : 'DOUBLE');
  }
  return types;
}

interface Facts {
  /** Decimals that the values need; more than MOST_DECIMALS: they are no short decimals. */
  decimals: number;
  /** Largest absolute value; null: there is none. */
  largest: number | null;
}

/** `from` says from how many decimals on to try. */
async function measure(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  from: (column: string) => number,
): Promise<Map<string, Facts>> {
  if (columns.length === 0) return new Map();
  const parts = columns.flatMap((column, index) => {
    const name = quoteName(column);
    return [
      `max(${decimalsSql(name, from(column))})::DOUBLE AS decimals${index}`,
      `max(abs(${name})) AS largest${index}`,
    ];
  });
  const answer = await queryColumns(connection, `SELECT ${parts.join(', ')} FROM ${table}`);
  return new Map(
    columns.map((column, index) => [
      column,
      {
        decimals: Number(answer[`decimals${index}`]?.[0] ?? 0),
        largest: (answer[`largest${index}`]?.[0] ?? null) as number | null,
      },
    ]),
  );
}

function decimalsSql(name: string, from: number): string {
  const fits = (decimals: number) => {
    const most = decimals === 0 ? MOST_WHOLE : MOST_WITH_DECIMALS;
    return `WHEN abs(${name}) <= ${most} AND CAST(${name} AS DECIMAL(16, ${decimals}))::DOUBLE = ${name} THEN ${decimals}`;
  };
  const tries = Array.from({ length: MOST_DECIMALS - from + 1 }, (_, index) => fits(from + index));
  // Integers have no −0, and it equals 0.
  return `CASE WHEN ${name} IS NULL THEN 0 WHEN ${name} = 0 AND signbit(${name}) THEN ${MOST_DECIMALS + 1}
            ${tries.join(' ')} ELSE ${MOST_DECIMALS + 1} END`;
}
