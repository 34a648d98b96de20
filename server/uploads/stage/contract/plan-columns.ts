import { HOST_COLUMNS, type Metric, metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { AppError } from '#server/errors.ts';
import type { NumberColumn } from '../csv/csv-table.ts';
import { REQUIRED_COLUMNS } from './required-columns.ts';

const KB_PER_MB = 1024;
/** Counters of the kernel have 64 bits. */
const LARGEST_COUNTER = 2 ** 64;

/** What the columns of a contract CSV, or of the earlier portal's dialect of it, mean. */
export interface ColumnPlan {
  format: 'contract' | 'kb';
  kind: Kind;
  time: number;
  /** Places in the row; null: there is no such column. */
  machine: number | null;
  entity: number | null;
  numbers: NumberColumn[];
  /** Metrics that hold counters to be turned into rates. */
  counters: string[];
  /** Columns nobody knows. */
  ignored: string[];
}

/**
 * Finds out what a header says. With a column `entity` it is an export of one kind with entities, and the other columns
 * tell which; without, it is of the host.
 * @throws AppError INVALID_CSV_FORMAT for columns that are missing, doubled, or of several kinds
 */
export function planColumns(
  names: readonly string[],
  { hasMachine, cumulative, line }: { hasMachine: boolean; cumulative: boolean; line: number },
): ColumnPlan {
  const place = (name: string): number | null => (names.includes(name) ? names.indexOf(name) : null);
  const kind = place('entity') === null ? 'host' : kindOf(names, line);
  const metrics = new Map(metricsOf(kind).map((metric) => [metric.id, metric]));
  const numbers: NumberColumn[] = [];
  const counters: string[] = [];
  names.forEach((name, index) => {
    const inKb =
      kind === 'host' && name.endsWith('_kb') ? metrics.get(name.slice(0, -'_kb'.length)) : undefined;
    const metric = metrics.get(name) ?? (inKb?.unit === 'megabytes' ? inKb : undefined);
    if (!metric) return;
    const isCounter = cumulative && countsUp(metric);
    if (isCounter) counters.push(metric.id);
    const range = isCounter ? ([0, LARGEST_COUNTER] as const) : metric.range;
    numbers.push({ index, name, as: metric.id, scale: metric === inKb ? 1 / KB_PER_MB : 1, range });
  });
  const known = new Set(['timestamp', 'machine_id', 'entity', ...numbers.map(({ name }) => name)]);
  const present = new Set(numbers.map(({ as }) => as));
  refuse(names, line, {
    missing: missing({ names, kind, present, hasMachine }),
    doubled: [
      ...[...known].filter((name) => names.indexOf(name) !== names.lastIndexOf(name)),
      ...[...present].filter((id) => names.includes(id) && names.includes(`${id}_kb`)),
    ],
  });
  return {
    format: numbers.some(({ scale }) => scale !== 1) ? 'kb' : 'contract',
    kind,
    time: names.indexOf('timestamp'),
    machine: place('machine_id'),
    entity: place('entity'),
    numbers,
    counters,
    ignored: names.filter((name) => name !== '' && !known.has(name)),
  };
}

/** An export of ours: it has a row for each moment, even where nothing was known. */
export const isWholeExport = ({ kind, numbers }: ColumnPlan): boolean =>
  kind !== 'host' || numbers.length === HOST_COLUMNS.length;

/** Rates of disks, interfaces and containers' I/O: their source counts up. */
export const countsUp = ({ id, unit }: Metric): boolean =>
  (unit === 'bytes_per_second' || unit === 'per_second') && /^(disk|net|container)_/.test(id);

function kindOf(names: readonly string[], line: number): Kind {
  const kinds = KINDS.filter((kind) => kind !== 'host');
  const ids = (kind: Kind) => metricsOf(kind).map(({ id }) => id);
  const all = new Set(kinds.flatMap(ids));
  const found = names.filter((name) => all.has(name) || HOST_COLUMNS.includes(name));
  const fitting = kinds.find((kind) => found.every((name) => ids(kind).includes(name)));
  if (fitting && found.length > 0) return fitting;
  throw new AppError(
    'INVALID_CSV_FORMAT',
    `With a column entity all metrics must be of one kind (${kinds.join(', ')}); found: ${found.join(', ') || 'none'}.`,
    { found_columns: names, missing_columns: [], line },
  );
}

function missing(has: {
  names: readonly string[];
  kind: Kind;
  present: ReadonlySet<string>;
  hasMachine: boolean;
}): string[] {
  const { names, kind, present, hasMachine } = has;
  const derived = (id: string) =>
    id === 'mem_available' &&
    names.includes('mem_free_kb') &&
    names.includes('mem_cached_kb') &&
    names.includes('mem_total_kb');
  return [
    ...(names.includes('timestamp') ? [] : ['timestamp']),
    ...(hasMachine || names.includes('machine_id') ? [] : ['machine_id']),
    ...(kind === 'host' ? REQUIRED_COLUMNS.filter((id) => !present.has(id) && !derived(id)) : []),
  ];
}

function refuse(
  names: readonly string[],
  line: number,
  { missing, doubled }: { missing: string[]; doubled: string[] },
): void {
  if (missing.length === 0 && doubled.length === 0) return;
  const faults = [
    ...(missing.length > 0 ? [`Missing: ${missing.join(', ')}.`] : []),
    ...(doubled.length > 0 ? [`There more than once: ${doubled.join(', ')}.`] : []),
    ...(missing.includes('machine_id') ? ['Add the column machine_id or the form field of that name.'] : []),
  ];
  throw new AppError(
    'INVALID_CSV_FORMAT',
    `The header (line ${line}) does not have the columns it needs, each once. ${faults.join(' ')}`,
    {
      found_columns: names,
      missing_columns: missing,
      ...(doubled.length > 0 && { doubled_columns: doubled }),
      line,
    },
  );
}
