import type { DuckDBConnection } from '@duckdb/node-api';
import { stageArchive } from '#server/uploads/stage/archive/stage-archive.ts';
import type { ReportStage, StagedFile, UploadSource } from '#server/uploads/stage/types.ts';
import type { Member } from '#server/uploads/stage/unpack/extract.ts';
import { isParquet } from './is-parquet.ts';
import { stageParquet } from './stage-parquet.ts';

/**
 * Stages the files of a folder or an archive, as an upload does it; and besides those that are Parquet, as an export of
 * all kinds has one for each.
 * @throws AppError as stageArchive and stageParquet
 */
export async function stageMembers(
  connection: DuckDBConnection,
  { members, source }: { members: readonly Member[]; source: UploadSource },
  report: ReportStage,
): Promise<StagedFile> {
  const parts: StagedFile[] = [];
  const others: Member[] = [];
  for (const [index, member] of members.entries()) {
    const { path } = member;
    if (!(await isParquet(path))) others.push(member);
    else
      parts.push(
        await stageParquet(connection, { path, machine: source.machine, table: `staged_parquet_${index}` }),
      );
    report('reading', index / members.length);
  }
  if (others.length > 0 || parts.length === 0)
    parts.push(await stageArchive(connection, { members: others, source, report }));
  return {
    format: parts[0]?.format ?? 'contract',
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    kinds: parts.flatMap(({ kinds }) => kinds),
    machines: [...new Set(parts.flatMap(({ machines }) => machines))].sort(),
    dataRange: {
      start: Math.min(...parts.map(({ dataRange }) => dataRange.start)),
      end: Math.max(...parts.map(({ dataRange }) => dataRange.end)),
    },
    events: parts.flatMap(({ events }) => events),
    facts: Object.assign({}, ...parts.map(({ facts }) => facts)),
    warnings: [...new Set(parts.flatMap(({ warnings }) => warnings))],
  };
}
