import type { DuckDBConnection } from '@duckdb/node-api';
import { metricsOf } from '#agent/contract/metrics.ts';
import type { CsvTable } from '../csv/csv-table.ts';
import type { CsvHead } from '../csv/read-head.ts';
import { stageTable } from '../csv/stage-table.ts';
import type { TextFile } from '../text/text-file.ts';
import type { ReportStage, StagedFile, UploadSource } from '../types.ts';
import { CPU_USED_SQL } from './cpu-used-sql.ts';
import { findCumulative } from './find-cumulative.ts';
import { entityFault, machineFault } from './name-faults.ts';
import { type ColumnPlan, countsUp, isWholeExport, planColumns } from './plan-columns.ts';
import { rateCounters } from './rate-counters.ts';
import { valueRules } from './value-rules.ts';

/**
 * Stages a CSV of the contract (host, or an export of another kind), or of the earlier portal's dialect with memory in
 * kB. Rows go to the machine their column `machine_id` names; the form field is for cells that are empty, and for files
 * without that column. Tables are named after `prefix`.
 * @throws AppError as stageTable, and INVALID_CSV_FORMAT for its columns
 */
export async function stageContract(
  connection: DuckDBConnection,
  {
    file,
    head,
    source,
    prefix,
    report,
  }: {
    file: TextFile;
    head: CsvHead;
    source: UploadSource;
    prefix: string;
    report: ReportStage;
  },
): Promise<StagedFile> {
  const plan = planColumns(head.names, {
    hasMachine: source.machine !== null,
    cumulative: source.counters === 'cumulative',
    line: head.line,
  });
  const derived = derive(plan);
  const loaded = await stageTable(connection, {
    into: prefix,
    table: { ...tableOf(plan, { file, head, machine: source.machine }), derived },
    accepted: { from: source.accepted.from.getTime(), to: source.accepted.to.getTime() },
    firstTime: head.firstRow?.[plan.time] ?? '',
    report,
  });
  const given = new Set([...plan.numbers.map(({ as }) => as), ...derived.keys()]);
  const metrics = metricsOf(plan.kind)
    .map(({ id }) => id)
    .filter((id) => given.has(id));
  const warnings = await warn(connection, prefix, plan, source);
  let table = prefix;
  if (plan.counters.length > 0) {
    table = `${prefix}_rates`;
    await rateCounters(connection, { from: prefix, into: table, metrics, counters: plan.counters });
    await connection.run(`DROP TABLE ${prefix}`);
  }
  return {
    format: plan.format,
    rows: loaded.rows,
    kinds: [
      {
        kind: plan.kind,
        table,
        metrics,
        rows: loaded.rows,
        types: plan.counters.length > 0 ? new Map() : loaded.types,
      },
    ],
    machines: loaded.machines,
    dataRange: { start: loaded.first ?? 0, end: loaded.last ?? 0 },
    events: [],
    facts: {},
    warnings,
  };
}

function tableOf(
  plan: ColumnPlan,
  { file, head, machine }: { file: TextFile; head: CsvHead; machine: string | null },
): CsvTable {
  const present = plan.numbers.map(({ as }) => as);
  return {
    path: file.path,
    member: file.member,
    separator: head.separator,
    skip: head.line,
    width: head.names.length,
    time: { index: plan.time, name: 'timestamp' },
    machine:
      plan.machine === null
        ? (machine ?? '')
        : { index: plan.machine, name: 'machine_id', fault: machineFault, fallback: machine },
    entity:
      plan.entity === null ? '' : { index: plan.entity, name: 'entity', fault: entityFault, fallback: null },
    numbers: plan.numbers,
    narrow: plan.counters.length === 0,
    rules: [
      ...(isWholeExport(plan) ? [] : [{ type: 'any', reason: 'no_value', columns: present } as const]),
      ...valueRules(plan.kind, present),
    ],
  };
}

/** Metrics that follow from others, as SQL. */
function derive(plan: ColumnPlan): Map<string, string> {
  const { kind, numbers } = plan;
  const has = (id: string) => numbers.some(({ as }) => as === id);
  const derived = new Map<string, string>();
  if ((kind === 'host' || kind === 'cpu') && !has('cpu_used') && has('cpu_idle') && has('cpu_iowait'))
    derived.set('cpu_used', CPU_USED_SQL);
  if (lacksAvailable(plan)) derived.set('mem_available', 'mem_free::DOUBLE + mem_cached::DOUBLE');
  return derived;
}

const lacksAvailable = ({ format, numbers }: ColumnPlan): boolean =>
  format === 'kb' && !numbers.some(({ as }) => as === 'mem_available');

async function warn(
  connection: DuckDBConnection,
  from: string,
  plan: ColumnPlan,
  { counters }: UploadSource,
): Promise<string[]> {
  const { ignored, numbers, kind } = plan;
  const warnings =
    ignored.length > 0 ? [`These columns are not known and were left out: ${ignored.join(', ')}.`] : [];
  if (lacksAvailable(plan))
    warnings.push('mem_available is not in the file: mem_free + mem_cached was taken for it.');
  if (counters !== null) return warnings;
  const rates = metricsOf(kind).filter(
    (metric) => countsUp(metric) && numbers.some(({ as }) => as === metric.id),
  );
  const cumulative = await findCumulative(
    connection,
    from,
    rates.map(({ id }) => id),
  );
  if (cumulative.length > 0)
    warnings.push(
      `${cumulative.join(', ')} never fall and look like counters, but were stored as rates per second. If they are counters, send the file again with counters=cumulative.`,
    );
  return warnings;
}
