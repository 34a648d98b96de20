import type { DuckDBConnection } from '@duckdb/node-api';
import { metricsOf } from '#agent/contract/metrics.ts';
import { AppError } from '#server/errors.ts';
import { entityFault } from '../contract/name-faults.ts';
import { rateCounters } from '../contract/rate-counters.ts';
import type { NumberColumn } from '../csv/csv-table.ts';
import { stageTable } from '../csv/stage-table.ts';
import type { SectionFile } from './section-file.ts';
import type { SectionSamples } from './stage-section.ts';

const BYTES_IN_MB = 1 / (1024 * 1024);
const LARGEST_COUNTER = 2 ** 64;
/** As docker ps shows an id; what agent/rates calls a container without a name. */
const SHORT_ID = 12;

const COLUMNS: Readonly<Record<string, readonly [metric: string, scale: number]>> = {
  cpu_percent: ['container_cpu', 1],
  cpu_user_percent: ['container_cpu_user', 1],
  cpu_system_percent: ['container_cpu_system', 1],
  memory_current_bytes: ['container_mem_used', BYTES_IN_MB],
  memory_max_bytes: ['container_mem_limit', BYTES_IN_MB],
  memory_percent: ['container_mem_percent', 1],
  io_read_bytes: ['container_read_bytes', 1],
  io_write_bytes: ['container_write_bytes', 1],
  io_read_ops: ['container_read_ops', 1],
  io_write_ops: ['container_write_ops', 1],
  pids_current: ['container_pids', 1],
};
/** The file has the counters of these as they stand. */
const COUNTERS = [
  'container_read_bytes',
  'container_write_bytes',
  'container_read_ops',
  'container_write_ops',
];

/** Whether this is the header of pcprocess's containers.csv. */
export const isContainers = (names: readonly string[]): boolean =>
  names.includes('timestamp') && names.includes('container_id');

/**
 * Samples of pcprocess's containers.csv: each container under its name, or its short id where it has none. I/O counters
 * become rates.
 * @throws AppError as stageTable
 */
export async function stageContainers(
  connection: DuckDBConnection,
  { file, head, source, machine, into, report }: SectionFile,
): Promise<SectionSamples[]> {
  const { names } = head;
  const numbers = names.flatMap((name, index): NumberColumn[] => {
    const [as, scale] = (Object.hasOwn(COLUMNS, name) && COLUMNS[name]) || [];
    if (as === undefined || scale === undefined) return [];
    const range = metricsOf('container').find(({ id }) => id === as)?.range ?? [0, LARGEST_COUNTER];
    return [{ index, name, as, scale, range: COUNTERS.includes(as) ? [0, LARGEST_COUNTER] : range }];
  });
  const doubled = names.filter((name, index) => name !== '' && names.indexOf(name) !== index);
  if (numbers.length === 0 || doubled.length > 0)
    throw new AppError(
      'INVALID_CSV_FORMAT',
      'A file of containers needs timestamp, container_id and the columns that pcprocess writes, each once.',
      {
        found_columns: names,
        missing_columns: Object.keys(COLUMNS).filter((name) => !names.includes(name)),
        line: head.line,
      },
    );
  const id = names.indexOf('container_id');
  const name = names.indexOf('container_name');
  await stageTable(connection, {
    into,
    table: {
      path: file.path,
      member: file.member,
      separator: head.separator,
      skip: head.line,
      width: names.length,
      time: { index: names.indexOf('timestamp'), name: 'timestamp' },
      machine,
      entity: {
        index: name < 0 ? id : name,
        name: name < 0 ? 'container_id' : 'container_name',
        fault: entityFault,
        fallback: null,
        ...(name >= 0 && { other: { index: id, length: SHORT_ID } }),
      },
      numbers,
      rules: [],
    },
    accepted: { from: source.accepted.from.getTime(), to: source.accepted.to.getTime() },
    firstTime: head.firstRow?.[names.indexOf('timestamp')] ?? '',
    report,
  });
  const metrics = numbers.map(({ as }) => as);
  const table = `${into}_rates`;
  await rateCounters(connection, {
    from: into,
    into: table,
    metrics,
    counters: COUNTERS.filter((one) => metrics.includes(one)),
  });
  return [{ kind: 'container', table, metrics }];
}
