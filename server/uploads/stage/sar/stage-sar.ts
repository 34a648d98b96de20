import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { entityFault } from '../contract/name-faults.ts';
import { planSection } from './plan-section.ts';
import type { SectionFile } from './section-file.ts';
import { type SectionSamples, stageSection } from './stage-section.ts';

/**
 * Samples of one sar-style file as pcprocess writes it (proc/stat, proc/meminfo, proc/diskstats, proc/net/dev,
 * statfs_ALL; first header cell `#timestamp`). Times are those in the file, all rows are of `machine`.
 * @throws AppError as stageTable, and INVALID_CSV_FORMAT for a header with nothing in it that the portal knows
 */
export async function stageSar(
  connection: DuckDBConnection,
  { file, head, source, machine, into, report }: SectionFile,
): Promise<SectionSamples[]> {
  const plan = planSection(head.names);
  if (!plan)
    throw new AppError(
      'INVALID_CSV_FORMAT',
      'The header begins with #timestamp, but none of its columns are known. Known are the files of pcprocess: proc/stat, proc/meminfo, proc/diskstats, proc/net/dev and statfs_ALL.',
      { found_columns: head.names, missing_columns: [], line: head.line },
    );
  const entity = plan.entity;
  return stageSection(connection, {
    into,
    plan,
    table: {
      path: file.path,
      member: file.member,
      separator: head.separator,
      skip: head.line,
      width: head.names.length,
      time: { index: 0, name: '#timestamp' },
      machine,
      entity:
        entity === null
          ? ''
          : { index: entity, name: head.names[entity] ?? '', fault: entityFault, fallback: null },
      numbers: plan.numbers,
      rules: [],
    },
    accepted: { from: source.accepted.from.getTime(), to: source.accepted.to.getTime() },
    firstTime: head.firstRow?.[0] ?? '',
    report,
  });
}
