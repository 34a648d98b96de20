import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/errors.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { withSharedTables } from '#server/metrics/duckdb/with-shared-tables.ts';
import { stageFile } from '../stage-file.ts';
import type { StagedFile, UploadSource } from '../types.ts';

export type Row = Record<string, string | number | null>;

/** What stageFile made of a file, with the rows of its tables by kind, in order of machine, entity, time and line. */
export interface StagedContent extends StagedFile {
  tables: Record<string, Row[]>;
}

/** Stages a file of that content; `more` overrides what is said of it. */
export const stageContent = (
  content: string | Uint8Array,
  more: Partial<UploadSource> = {},
): Promise<StagedContent> =>
  withScratch((folder) =>
    withSharedTables(async ([connection]) => {
      const path = join(folder, 'received');
      await writeFile(path, content);
      const staged = await stageFile(
        connection,
        {
          path,
          folder,
          fileName: 'upload',
          machine: null,
          counters: null,
          accepted: { from: new Date('2025-01-01'), to: new Date('2030-01-01') },
          ...more,
        },
        () => undefined,
      );
      const tables: Record<string, Row[]> = {};
      for (const { kind, table } of staged.kinds) {
        const result = await connection.run(`SELECT * FROM ${table} ORDER BY machine, entity, time, line`);
        tables[kind] = (await result.getRowObjectsJS()).map(
          (row) =>
            Object.fromEntries(
              Object.entries(row).map(([name, value]) => [
                name,
                typeof value === 'bigint' ? Number(value) : value,
              ]),
            ) as Row,
        );
      }
      return { ...staged, tables };
    }),
  );

/** The error that staging this ends with. */
export async function refusal(
  content: string | Uint8Array,
  more: Partial<UploadSource> = {},
): Promise<AppError> {
  try {
    await stageContent(content, more);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}
