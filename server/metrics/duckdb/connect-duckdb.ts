import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { engineEnv } from '#server/env.ts';
import { processWide } from '#server/process-wide.ts';
import { scratchFolder, segmentCacheFolder } from './data-folders.ts';

/**
 * `questions`: each connection has all threads. `tables`: a connection has the thread that it is called on and no other,
 * for work on several connections at once. With threads of its own beside them DuckDB lets the callers spin, a quarter
 * of the CPU of an upload.
 */
export type DuckdbUse = 'questions' | 'tables';

const holder = (use: DuckdbUse) =>
  processWide(`duckdb ${use}`, (): { opening: Promise<DuckDBInstance> | undefined } => ({
    opening: undefined,
  }));

/**
 * A connection to the process's DuckDB for a use: an in-memory calculator that can read and write files in the segment
 * cache and the scratch folder and nowhere else, loads no extension and reaches no network. Temporary tables, views
 * and variables belong to the connection. Close it (`closeSync`).
 */
export async function connectDuckdb(use: DuckdbUse = 'questions'): Promise<DuckDBConnection> {
  const held = holder(use);
  held.opening ??= open(use);
  try {
    return await (await held.opening).connect();
  } catch (error) {
    held.opening = undefined;
    throw error;
  }
}

async function open(use: DuckdbUse): Promise<DuckDBInstance> {
  const folders = [segmentCacheFolder(), scratchFolder()];
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: engineEnv().DUCKDB_MEMORY,
    threads: use === 'tables' ? '1' : String(engineEnv().DUCKDB_THREADS),
    // Spill files have fixed names: no two may share a folder.
    temp_directory: join(scratchFolder(), `spill-${process.pid}-${use}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  // Segments do not change under their name: their footers need not be read for each question.
  await connection.run('LOAD parquet');
  await connection.run('SET parquet_metadata_cache = true');
  // SET takes no parameters; the paths are ours, from the configuration.
  const list = folders.map((folder) => `'${folder.replaceAll("'", "''")}/'`).join(', ');
  await connection.run(`SET allowed_directories = [${list}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
  return instance;
}
