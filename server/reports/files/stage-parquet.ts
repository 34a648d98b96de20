import type { DuckDBConnection } from '@duckdb/node-api';
import { HOST_COLUMNS, type Metric, metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { AppError } from '#server/errors.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { STAGE_LIMITS } from '#server/uploads/stage/limits.ts';
import type { StagedFile, UploadSource } from '#server/uploads/stage/types.ts';

const NUMBER = /^(DOUBLE|FLOAT|U?(TINY|SMALL|BIG)?INT(EGER)?|U?INTEGER|DECIMAL\(.*\))$/;

/** What the columns of an export as Parquet mean. */
interface Plan {
  kind: Kind;
  metrics: readonly Metric[];
  hasMachine: boolean;
  hasEntity: boolean;
  ignored: string[];
}

/**
 * Stages the Parquet of an export: timestamp, machine_id, the entity unless it is of the host, and metrics of one kind.
 * Every value is held against the range of its metric.
 * @param table the name of the table to be made
 * @throws AppError INVALID_INPUT for what is no such file or damaged, or names no machine; INVALID_ROWS, TOO_MANY_ROWS
 */
export async function stageParquet(
  connection: DuckDBConnection,
  { path, machine, table }: Pick<UploadSource, 'path' | 'machine'> & { table: string },
): Promise<StagedFile> {
  try {
    const plan = await planParquet(connection, path);
    if (!plan.hasMachine && machine === null)
      throw new AppError('INVALID_INPUT', 'The file does not tell which machine it is of.', {
        field: 'machine_id',
      });
    const ids = plan.metrics.map(({ id }) => quoteName(id));
    await connection.run(
      `CREATE OR REPLACE TABLE ${table} AS
       SELECT ${plan.hasMachine ? 'coalesce(machine_id, $machine::VARCHAR)' : '$machine::VARCHAR'} AS machine,
              ${plan.hasEntity ? 'entity' : "''"} AS entity, epoch_ms("timestamp"::TIMESTAMPTZ) AS time,
              file_row_number + 1 AS line, ${ids.map((id) => `${id}::DOUBLE AS ${id}`).join(', ')}
         FROM read_parquet($path, file_row_number = true)`,
      { path, machine },
    );
    return await stagedParquet(connection, table, plan);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'INVALID_INPUT',
      'The Parquet file is damaged, or of a kind that is not read.',
      {},
      { cause },
    );
  }
}

async function planParquet(connection: DuckDBConnection, path: string): Promise<Plan> {
  const result = await connection.run('SELECT * FROM read_parquet($path) LIMIT 0', { path });
  const types = new Map(result.columnNames().map((name, at) => [name, result.columnType(at).toString()]));
  const has = (name: string, type: RegExp) => type.test(types.get(name) ?? '');
  const hasEntity = has('entity', /^VARCHAR$/);
  const numbers = [...types].flatMap(([name, type]) => (NUMBER.test(type) ? [name] : []));
  const kinds = hasEntity ? KINDS.filter((kind) => kind !== 'host') : (['host'] as const);
  const known = (kind: Kind) => metricsOf(kind).filter(({ id }) => numbers.includes(id));
  // The host and each CPU share names: of several kinds the one with most of the columns is meant.
  const [kind] = [...kinds].sort((a, b) => known(b).length - known(a).length);
  if (!has('timestamp', /^TIMESTAMP/) || !kind || known(kind).length === 0)
    throw new AppError(
      'INVALID_INPUT',
      `This is Parquet, but no export of samples: it needs the columns timestamp, machine_id and metrics such as ${HOST_COLUMNS[0]}.`,
      { found_columns: [...types.keys()] },
    );
  const metrics = known(kind);
  const used = new Set(['timestamp', 'machine_id', 'entity', ...metrics.map(({ id }) => id)]);
  return {
    kind,
    metrics,
    hasEntity,
    hasMachine: has('machine_id', /^VARCHAR$/),
    ignored: [...types.keys()].filter((name) => !used.has(name)),
  };
}

async function stagedParquet(
  connection: DuckDBConnection,
  table: string,
  { kind, metrics, ignored }: Plan,
): Promise<StagedFile> {
  const faults = [
    ...['time', 'machine', 'entity'].map((name) => ({ name, sql: `${name} IS NULL` })),
    ...metrics.map(({ id, range: [least, most] }) => ({
      name: id,
      sql: `NOT ${quoteName(id)} BETWEEN ${least} AND ${most}`,
    })),
  ];
  const found = await queryColumns(
    connection,
    `SELECT count(*)::DOUBLE AS rows, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
            list_sort(list(DISTINCT machine)) AS machines,
            ${faults.map(({ sql }, at) => `count_if(${sql})::DOUBLE AS fault${at}`).join(', ')} FROM ${table}`,
  );
  const number = (name: string) => Number(found[name]?.[0]);
  const rows = number('rows');
  if (rows === 0) throw new AppError('INVALID_INPUT', 'There is no sample in it.');
  if (rows > STAGE_LIMITS.rows)
    throw new AppError(
      'TOO_MANY_ROWS',
      `It has ${rows} rows; at most ${STAGE_LIMITS.rows} are taken at a time.`,
    );
  const bad = faults.flatMap(({ name }, at) =>
    number(`fault${at}`) > 0 ? [[name, number(`fault${at}`)]] : [],
  );
  if (bad.length > 0)
    throw new AppError(
      'INVALID_ROWS',
      `Values are missing or impossible: ${bad.map(([name, count]) => `${count} of ${name}`).join(', ')}.`,
      { rows_total: rows, by_column: Object.fromEntries(bad) },
    );
  return {
    format: 'contract',
    rows,
    kinds: [{ kind, table, metrics: metrics.map(({ id }) => id), rows }],
    machines: found.machines?.[0] as string[],
    dataRange: { start: number('first'), end: number('last') },
    events: [],
    facts: {},
    warnings:
      ignored.length > 0 ? [`These columns are not known and were left out: ${ignored.join(', ')}.`] : [],
  };
}
