import type { ExportRequest } from './export-request.ts';

const ENDINGS = { csv: 'csv', json: 'jsonl', parquet: 'parquet' };

/** `server01_2026-01-07T191011Z_2026-01-07T201011Z.csv`: safe on every file system and in a header. */
export function exportFilename(
  machineId: string,
  { kind, format, start, end }: Pick<ExportRequest, 'kind' | 'format' | 'start' | 'end'>,
): string {
  const name = machineId.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '_');
  const stamp = (time: Date) => `${time.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
  const suffix = kind === 'host' ? '' : `_${kind}`;
  return `${name}${suffix}_${stamp(start)}_${stamp(end)}.${kind === 'all' ? 'zip' : ENDINGS[format]}`;
}
