import { quoteName } from '#server/metrics/duckdb/quote-name.ts';

/** What must hold between the numbers of one row. Null and absent values break no rule but `any`. */
export type RowRule =
  /** At least one of `columns` has a value. */
  | { type: 'any'; reason: string; columns: readonly string[] }
  /** `column` is not above `of`. */
  | { type: 'atMost'; reason: string; column: string; of: string }
  /** The known of `columns` add up to at most `most`, and when all are known to at least `least`. */
  | { type: 'sum'; reason: string; columns: readonly string[]; most: number; least: number | null };

/** The rule as SQL that is true for a row that breaks it. Columns are our names, never those of a file. */
export function brokenSql(rule: RowRule): string {
  switch (rule.type) {
    case 'any':
      return `(${rule.columns.map((column) => `${quoteName(column)} IS NULL`).join(' AND ')})`;
    case 'atMost':
      return `${quoteName(rule.column)} > ${quoteName(rule.of)}`;
    case 'sum': {
      const numbers = rule.columns.map((column) => `${quoteName(column)}::DOUBLE`);
      const known = numbers.map((number) => `coalesce(${number}, 0)`).join(' + ');
      const above = `${known} > ${rule.most}`;
      return rule.least === null ? above : `(${above} OR ${numbers.join(' + ')} < ${rule.least})`;
    }
  }
}

/** The same for one row; the columns and the value that a message should name, or null when the rule holds. */
export function findBroken(
  rule: RowRule,
  value: (column: string) => number | null,
): { columns: readonly string[]; value: string } | null {
  switch (rule.type) {
    case 'any':
      return rule.columns.some((column) => value(column) !== null)
        ? null
        : { columns: rule.columns, value: '' };
    case 'atMost': {
      const [found, limit] = [value(rule.column), value(rule.of)];
      if (found === null || limit === null || found <= limit) return null;
      return { columns: [rule.column], value: `${found} > ${limit}` };
    }
    case 'sum': {
      const known = rule.columns.flatMap((column) => value(column) ?? []);
      const sum = known.reduce((total, one) => total + one, 0);
      const short = rule.least !== null && known.length === rule.columns.length && sum < rule.least;
      return sum > rule.most || short ? { columns: rule.columns, value: String(sum) } : null;
    }
  }
}
