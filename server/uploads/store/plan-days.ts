import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { StagedKind } from '../stage/types.ts';
import { fileTypes } from './file-types.ts';

export const DAY_MS = 24 * 3600 * 1000;

/** The rows of one machine, kind and UTC day within a staged table. */
export interface PlannedDay {
  table: StagedTable;
  machine: string;
  /** Its first moment, Unix ms. */
  start: number;
  rows: number;
  /** Unix ms of its first and last sample. */
  first: number;
  last: number;
}

/** A staged table and how its rows are written. */
export interface StagedTable {
  kind: Kind;
  name: string;
  /** SQL of the metrics, each in the type it is stored in. */
  columns: string;
  /** It has one machine: its rows need not be told apart. */
  oneMachine: boolean;
  /** Rows come in the order of a segment, and none is there twice. */
  ascending: boolean;
}

/** Which segments a staged kind makes, by machine and day. */
export async function planDays(connection: DuckDBConnection, staged: StagedKind): Promise<PlannedDay[]> {
  const name = quoteName(staged.table);
  const { metrics, types: known = new Map<string, string | null>() } = staged;
  const open = metrics.filter((id) => !known.has(id));
  const found = await fileTypes(connection, name, open);
  const types = metrics.flatMap((id) => {
    const type = known.get(id) ?? found.get(id);
    return type ? [{ id: quoteName(id), type }] : [];
  });
  const columns = types.map(({ id, type }) => `, ${id}::${type} AS ${id}`).join('');
  const ascending = staged.kind === 'host' && (await isAscending(connection, name));
  const days = await queryColumns(
    connection,
    `SELECT machine, (time // ${DAY_MS} * ${DAY_MS})::DOUBLE AS start, count(*)::DOUBLE AS rows,
            min(time)::DOUBLE AS first, max(time)::DOUBLE AS last
       FROM ${name} GROUP BY ALL ORDER BY machine, start`,
  );
  const number = (column: string, row: number) => Number(days[column]?.[row]);
  const machines = (days.machine ?? []).map(String);
  const oneMachine = new Set(machines).size === 1;
  const table = { kind: staged.kind, name, columns, ascending: ascending && oneMachine, oneMachine };
  return machines.map((machine, row) => ({
    table,
    machine,
    start: number('start', row),
    rows: number('rows', row),
    first: number('first', row),
    last: number('last', row),
  }));
}

/** Whether each row is later than the one before it, which files mostly are: a fraction of the cost of grouping. */
async function isAscending(connection: DuckDBConnection, name: string): Promise<boolean> {
  const { late } = await queryColumns(
    connection,
    `SELECT count_if(time <= before)::DOUBLE AS late FROM (SELECT time, lag(time) OVER () AS before FROM ${name})`,
  );
  return Number(late?.[0]) === 0;
}
