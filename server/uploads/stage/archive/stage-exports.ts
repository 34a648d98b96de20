import type { DuckDBConnection } from '@duckdb/node-api';
import { METRICS } from '#agent/contract/metrics.ts';
import { KINDS } from '#agent/contract/sample.ts';
import { AppError } from '#server/errors.ts';
import { stageContract } from '../contract/stage-contract.ts';
import { STAGE_LIMITS } from '../limits.ts';
import type { RecognizedText } from '../text/recognize-text.ts';
import type { ReportStage, StagedFile, StagedKind, UploadSource } from '../types.ts';

/** More lines than any file here has: what comes of a later file has a larger line. */
const LINES_PER_FILE = 1_000_000_000;

/**
 * Stages several CSVs of the contract, such as the exports of all kinds of a machine, or of several machines. Where two
 * have a sample of the same moment, the later one in the archive counts.
 */
export async function stageExports(
  connection: DuckDBConnection,
  { texts, source, report }: { texts: RecognizedText[]; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const parts: StagedFile[] = [];
  let rows = 0;
  for (const [index, { file, head }] of texts.entries()) {
    if (!head) continue;
    const part = await stageContract(connection, { file, head, source, prefix: `export_${index}`, report });
    rows += part.rows;
    if (rows > STAGE_LIMITS.rows)
      throw new AppError(
        'TOO_MANY_ROWS',
        `The files of the archive have more than ${STAGE_LIMITS.rows} rows together. Send them one by one.`,
        { limit: STAGE_LIMITS.rows },
      );
    parts.push(part);
  }
  const kinds = parts.flatMap((part) => part.kinds);
  return {
    format: 'contract',
    rows,
    kinds: await joinKinds(connection, kinds),
    machines: [...new Set(parts.flatMap(({ machines }) => machines))].sort(),
    dataRange: {
      start: Math.min(...parts.map(({ dataRange }) => dataRange.start)),
      end: Math.max(...parts.map(({ dataRange }) => dataRange.end)),
    },
    events: [],
    facts: {},
    warnings: [...new Set(parts.flatMap(({ warnings }) => warnings))],
  };
}

async function joinKinds(connection: DuckDBConnection, all: readonly StagedKind[]): Promise<StagedKind[]> {
  const joined: StagedKind[] = [];
  for (const kind of KINDS) {
    const [first, ...more] = all.filter((one) => one.kind === kind);
    if (!first) continue;
    if (more.length === 0) {
      joined.push(first);
      continue;
    }
    const parts = [first, ...more];
    const has = new Set(parts.flatMap(({ metrics }) => metrics));
    const metrics = METRICS.filter(({ id, kind: of }) => of === kind && has.has(id)).map(({ id }) => id);
    const table = `exports_${kind}`;
    const selects = parts.map(
      (part, index) => `SELECT * REPLACE (line + ${index * LINES_PER_FILE} AS line) FROM ${part.table}`,
    );
    await connection.run(`CREATE OR REPLACE TABLE ${table} AS ${selects.join(' UNION ALL BY NAME ')}`);
    for (const part of parts) await connection.run(`DROP TABLE ${part.table}`);
    joined.push({ kind, table, metrics, rows: parts.reduce((sum, part) => sum + part.rows, 0) });
  }
  return joined;
}
