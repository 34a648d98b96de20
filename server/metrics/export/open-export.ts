import { link, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { makeScratch } from '#server/metrics/duckdb/make-scratch.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { openSamples } from '#server/metrics/samples/open-samples.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Rows to be exported: `sql` gives time (Unix ms), entity and the metrics, in the order of the file. */
export interface ExportTable {
  connection: DuckDBConnection;
  /** Scratch folder that lives as long as the export. */
  folder: string;
  sql: string;
  machineId: string;
  kind: Kind;
  metrics: readonly string[];
  close: () => Promise<void>;
}

/**
 * Opens the samples of an export. It may be read slowly, for longer than a segment stays in the cache: the export
 * holds its own links to the files.
 */
export async function openExport(
  ctx: TenantContext,
  range: SampleRange & { kind: Kind },
  { metrics, width }: { metrics: readonly string[]; width: number | null },
): Promise<ExportTable> {
  const { kind, machineId, start, end } = range;
  const folder = await makeScratch();
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const { connection, machine, ascending } = await openSamples(ctx, {
      machineId,
      start,
      end,
      columns: { [kind]: metrics },
      place: async (path) => {
        const own = join(folder, basename(path));
        await link(path, own);
        return own;
      },
    });
    return {
      connection,
      folder,
      sql: tableSql(kind, metrics, { width, sorted: kind === 'host' && ascending.has(kind) }),
      machineId: machine.machineId,
      kind,
      metrics,
      close: async () => {
        connection.closeSync();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

function tableSql(
  kind: Kind,
  metrics: readonly string[],
  { width, sorted }: { width: number | null; sorted: boolean },
): string {
  const names = metrics.map(quoteName);
  if (width === null) {
    // Rows that come in time order anyway flow through without being collected for sorting.
    const order = sorted ? '' : 'ORDER BY time, entity';
    return `SELECT ${['time', 'entity', ...names].join(', ')} FROM ${samplesView(kind)} ${order}`;
  }
  const bucket = `time // ${width} * ${width}`;
  const means = names.map((name) => `avg(${name}) AS ${name}`);
  return `SELECT ${[`${bucket} AS time`, 'entity', ...means].join(', ')} FROM ${samplesView(kind)}
           GROUP BY ${bucket}, entity ORDER BY ${bucket}, entity`;
}
