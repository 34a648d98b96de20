import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stageContract } from './contract/stage-contract.ts';
import { readHead } from './csv/read-head.ts';
import { STAGE_LIMITS } from './limits.ts';
import type { ReportStage, StagedFile, UploadSource } from './types.ts';
import { gunzipFile } from './unpack/gunzip-file.ts';
import { sniffFile } from './unpack/sniff-file.ts';

export async function stageFile(
  connection: DuckDBConnection,
  source: UploadSource,
  report: ReportStage,
): Promise<StagedFile> {
  let path = source.path;
  let { wrapping } = await sniffFile(path);
  if (wrapping === 'gzip') {
    path = join(source.folder, 'unpacked');
    await gunzipFile(source.path, path, STAGE_LIMITS.csvBytes);
    ({ wrapping } = await sniffFile(path));
  }
  const head = await readHead(path);
  return stageContract(connection, { file: { path, member: null }, head, source, prefix: 'staged', report });
}
