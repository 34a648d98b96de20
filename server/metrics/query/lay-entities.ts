import type { DuckDBConnection } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { type NumberPart, scanNumbers } from '#server/metrics/duckdb/scan-numbers.ts';
import { intervalSeconds } from './interval-seconds.ts';

/** Rows of one entity (its place in the list of entities) that follow each other in what is read. */
export interface Run {
  entity: number;
  from: number;
  to: number;
}

/** Times in Unix ms. */
export interface LaidEntity {
  name: string;
  samples: number;
  first: number;
  last: number;
  /** The length of each row's interval; null when there is a single sample. */
  seconds: Float64Array | null;
}

/** How the rows of a view come. */
export interface Lay {
  /** What follows SELECT: the view in the order of `runs`, in which the rows of each entity are in time order. */
  from: string;
  entities: readonly LaidEntity[];
  runs: readonly Run[];
}

/** 31 bits of the hash stand for the name: numbers come faster than text. */
const CODE = '(hash(entity) & 2147483647)::INTEGER';

/**
 * Finds out which rows of a view are of which entity, so that other columns can be read without it.
 * @param ascending whether the rows of each entity are in time order as the view stands
 * @param isHost whether all rows are of the one entity without a name
 */
export async function layEntities(
  connection: DuckDBConnection,
  { view, ascending, isHost }: { view: string; ascending: boolean; isHost: boolean },
): Promise<Lay> {
  const counted = await queryColumns(
    connection,
    isHost
      ? `SELECT '' AS entity, 0 AS code, count(*)::DOUBLE AS samples FROM ${view} HAVING count(*) > 0`
      : `SELECT entity, ${CODE} AS code, count(*)::DOUBLE AS samples FROM ${view} GROUP BY entity ORDER BY entity`,
  );
  const names = (counted.entity ?? []).map(String);
  const samples = (counted.samples ?? []).map(Number);
  const entityOf = new Map((counted.code ?? []).map((code, entity) => [Number(code), entity]));
  const isSorted = !ascending || entityOf.size < names.length;
  const from = `FROM ${view} ${isSorted ? `ORDER BY ${names.length > 1 ? 'entity, ' : ''}time` : ''}`;
  const runs: Run[] = [];
  if (isSorted || names.length === 1) {
    for (const [entity, count] of samples.entries()) {
      const begin = runs.at(-1)?.to ?? 0;
      runs.push({ entity, from: begin, to: begin + count });
    }
  } else
    await scanNumbers(
      connection,
      { names: ['code'], from: `FROM (SELECT ${CODE} AS code ${from})` },
      (part) => lengthen(runs, part, entityOf),
    );
  const times = samples.map((count) => ({ values: new Float64Array(count), rows: 0 }));
  const each = eachRun(runs);
  await scanNumbers(connection, { names: ['time'], from }, (part) =>
    each(part, (entity, begin, end) => {
      const own = times[entity];
      if (!own) return;
      own.values.set(part.items.subarray(begin, end), own.rows);
      own.rows += end - begin;
    }),
  );
  const entities: LaidEntity[] = [];
  for (const [entity, name] of names.entries()) {
    const { values } = times[entity] ?? { values: new Float64Array() };
    entities.push({
      ...{ name, samples: values.length, first: values[0] ?? 0, last: values.at(-1) ?? 0 },
      seconds: await intervalSeconds(values),
    });
  }
  return { from, entities, runs };
}

function lengthen(runs: Run[], { items, at }: NumberPart, entityOf: ReadonlyMap<number, number>): void {
  for (let from = 0, to = 0; from < items.length; from = to) {
    while (to < items.length && items[to] === items[from]) to += 1;
    const entity = entityOf.get(items[from] ?? 0) ?? 0;
    const last = runs.at(-1);
    if (last?.entity === entity) last.to = at + to;
    else runs.push({ entity, from: at + from, to: at + to });
  }
}

/** Takes parts of one column in their order apart: gives each run's items, as places `from` … `to` in the part. */
export function eachRun(runs: readonly Run[]) {
  let next = 0;
  return ({ items, at }: NumberPart, take: (entity: number, from: number, to: number) => void): void => {
    for (; ; next += 1) {
      const run = runs[next];
      if (!run || run.from >= at + items.length) return;
      take(run.entity, Math.max(run.from - at, 0), Math.min(run.to - at, items.length));
      if (run.to > at + items.length) return;
    }
  };
}
