import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { METRICS } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import type { DiskCounters } from '#agent/procfs/diskstats.ts';
import { physicalInterfaces } from '#agent/rates/physical-interfaces.ts';
import { usedDisks } from '#agent/rates/used-disks.ts';
import { wholeDisks } from '#agent/rates/whole-disks.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { valueRules } from '../contract/value-rules.ts';
import type { AcceptedTimes, CsvTable } from '../csv/csv-table.ts';
import type { RowRule } from '../csv/row-rules.ts';
import { stageTable } from '../csv/stage-table.ts';
import type { ReportStage } from '../types.ts';
import type { SectionPlan } from './plan-section.ts';
import { sarValues, type Values } from './sar-values.ts';

/** Samples that one section has of a kind: a table like that of a StagedKind, to be joined with others. */
export interface SectionSamples {
  kind: Kind;
  table: string;
  metrics: string[];
}

/**
 * Loads one table of sar and makes samples of it: of the host, and of each CPU, disk, interface or file system. The
 * host's totals are over whole physical disks and physical interfaces, told by name.
 * @throws AppError as stageTable
 */
export async function stageSection(
  connection: DuckDBConnection,
  {
    into,
    plan,
    table,
    accepted,
    firstTime,
    report,
  }: {
    into: string;
    plan: SectionPlan;
    table: CsvTable;
    accepted: AcceptedTimes;
    firstTime: string;
    report: ReportStage;
  },
): Promise<SectionSamples[]> {
  const { kind, numbers } = plan;
  const has = numbers.map(({ as }) => as);
  const rules = kind === 'cpu' ? shareRules(has) : [];
  await stageTable(connection, { into, table: { ...table, rules }, accepted, firstTime, report });
  const values = sarValues(kind, new Set(has));
  const section = {
    connection,
    from: into,
    values,
  };
  switch (kind) {
    case 'cpu': {
      const all = `entity IN ('-1', 'all')`;
      return [
        await pick(section, { kind: 'host', entity: "''", where: all }),
        await pick(section, { kind, entity: "'cpu' || entity", where: `NOT ${all}` }),
      ];
    }
    case 'disk':
    case 'net': {
      const { listed, counted } = kind === 'disk' ? await findDisks(section) : await findInterfaces(section);
      return [await pick(section, { kind, entity: 'entity', among: listed }), await total(section, counted)];
    }
    default:
      return [await pick(section, { kind, entity: 'entity', where: 'true' })];
  }
}

/** `sar -u ALL` shows guest beside user, not inside it: here it counts to the sum. */
const shareRules = (has: readonly string[]): RowRule[] =>
  valueRules('cpu', has).map((rule) =>
    rule.type === 'sum'
      ? { ...rule, columns: [...rule.columns, ...has.filter((as) => as.startsWith('sar_guest'))] }
      : rule,
  );

interface Section {
  connection: DuckDBConnection;
  from: string;
  values: Values;
}

async function pick(
  { connection, from, values }: Section,
  {
    kind,
    entity,
    where = 'list_contains($among, entity)',
    among,
  }: {
    kind: Kind;
    /** SQL of its name. */
    entity: string;
    where?: string;
    among?: readonly string[];
  },
): Promise<SectionSamples> {
  const metrics = catalogued(kind, values);
  const table = `${from}_${kind}`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} AS
     SELECT machine, ${entity} AS entity, time, line${columns(values, metrics)} FROM ${from} WHERE ${where}`,
    among ? { among: listValue([...among]) } : {},
  );
  return { kind, table, metrics };
}

/** A device without a value makes the total unknown, as in agent/rates/sum-devices. */
async function total(
  { connection, from, values }: Section,
  counted: readonly string[],
): Promise<SectionSamples> {
  const metrics = catalogued('host', values);
  const table = `${from}_host`;
  const sums = metrics.map((id) => {
    const name = quoteName(id);
    return `, if(count(${name}) = count(*), sum(${name}), NULL) AS ${name}`;
  });
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} AS
     WITH newest AS (
       SELECT machine, entity, time, line${columns(values, metrics)} FROM ${from}
        WHERE list_contains($counted, entity)
      QUALIFY row_number() OVER (PARTITION BY machine, entity, time ORDER BY line DESC) = 1
     )
     SELECT machine, '' AS entity, time, max(line) AS line${sums.join('')} FROM newest GROUP BY machine, time`,
    { counted: listValue([...counted]) },
  );
  return { kind: 'host', table, metrics };
}

/** Disks that the kernel makes in advance are left out when they never did anything, as they are in collections. */
async function findDisks({ connection, from, values }: Section) {
  const rates = catalogued('disk', values).map((id) => `coalesce(max(${quoteName(id)}), 0)`);
  const found = await queryColumns(
    connection,
    `SELECT entity, ${rates.join(' + ') || '0'} AS busiest FROM ${from} GROUP BY entity`,
  );
  const busiest = (found.entity ?? []).map((name, index): [string, DiskCounters] => [
    String(name),
    [Number(found.busiest?.[index] ?? 0), 0, 0, 0, 0, 0, 0, 0],
  ]);
  const listed = Object.keys(usedDisks(Object.fromEntries(busiest)));
  return { listed, counted: [...wholeDisks(listed)] };
}

async function findInterfaces({ connection, from }: Section) {
  const found = await queryColumns(connection, `SELECT DISTINCT entity FROM ${from}`);
  const listed = (found.entity ?? []).map(String);
  return { listed, counted: [...physicalInterfaces(listed)] };
}

const catalogued = (kind: Kind, values: Values): string[] =>
  METRICS.filter((metric) => metric.kind === kind && values.has(metric.id)).map(({ id }) => id);

const columns = (values: Values, metrics: readonly string[]): string =>
  metrics.map((id) => `, ${values.get(id)} AS ${quoteName(id)}`).join('');
