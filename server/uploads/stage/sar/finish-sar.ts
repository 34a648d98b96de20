import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { AppError } from '#server/errors.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { REQUIRED_COLUMNS } from '../contract/required-columns.ts';
import { STAGE_LIMITS } from '../limits.ts';
import type { StagedFile, StagedKind, UploadFormat } from '../types.ts';
import { joinSamples } from './join-samples.ts';
import type { SectionSamples } from './stage-section.ts';

/**
 * Joins the sections of a file, or of a folder of files, to one table for each kind (see joinSamples). What the contract
 * requires of the host and none of them has is named in a warning.
 * @throws AppError TOO_MANY_ROWS; INVALID_CSV_FORMAT when there is no sample at all
 */
export async function finishSar(
  connection: DuckDBConnection,
  { format, samples, prefix }: { format: UploadFormat; samples: readonly SectionSamples[]; prefix: string },
): Promise<StagedFile> {
  const kinds = await joinSamples(connection, prefix, samples);
  if (kinds.length === 0)
    throw new AppError('INVALID_CSV_FORMAT', 'There is nothing in it that the portal has a metric for.', {
      found_columns: [],
      missing_columns: [],
    });
  const host = kinds.find(({ kind }) => kind === 'host');
  const rows = host?.rows ?? Math.max(...kinds.map((kind) => kind.rows));
  if (rows > STAGE_LIMITS.rows)
    throw new AppError(
      'TOO_MANY_ROWS',
      `The file has samples of ${rows} moments; at most ${STAGE_LIMITS.rows} are taken at a time. Split it.`,
      { rows, limit: STAGE_LIMITS.rows },
    );
  const found = await queryColumns(
    connection,
    `SELECT list_sort(list(DISTINCT machine)) AS machines, min(time) AS first, max(time) AS last
       FROM (${kinds.map(({ table }) => `SELECT machine, time FROM ${table}`).join(' UNION ALL ')})`,
  );
  return {
    format,
    rows,
    kinds,
    machines: (found.machines?.[0] as string[] | undefined) ?? [],
    dataRange: { start: Number(found.first?.[0] ?? 0), end: Number(found.last?.[0] ?? 0) },
    events: [],
    facts: {},
    warnings: missingValues(kinds),
  };
}

function missingValues(kinds: readonly StagedKind[]): string[] {
  const metricsOf = (kind: Kind) => kinds.find((one) => one.kind === kind)?.metrics;
  const missing = REQUIRED_COLUMNS.filter((id) => !metricsOf('host')?.includes(id));
  const filesystem = metricsOf('filesystem');
  const warnings: string[] = [];
  // A file of containers only says nothing of the host, and nobody expects it to.
  if (missing.length > 0 && kinds.some(({ kind }) => kind !== 'container'))
    warnings.push(`Of the host, these are not in the file and stay empty: ${missing.join(', ')}.`);
  if (filesystem && !filesystem.includes('fs_used'))
    warnings.push(
      'Of file systems, fs_used and fs_used_percent stay empty: the file does not tell free from available blocks.',
    );
  return warnings;
}
