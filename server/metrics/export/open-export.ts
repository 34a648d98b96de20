import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { HOST_COLUMNS } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { makeScratch } from '#server/metrics/duckdb/make-scratch.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { openSamples } from '#server/metrics/samples/open-samples.ts';
import type { OpenSamples } from '#server/metrics/samples/opened-samples.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportRequest } from './export-request.ts';
import { holdFile } from './hold-file.ts';

const WIDTH_MS = { raw: null, '15s': 15_000, '1m': 60_000, '5m': 300_000, '1h': 3_600_000 };

/** Samples that are being exported. */
export interface OpenExport extends Pick<OpenSamples, 'sources' | 'ascending'> {
  /** Runs a statement that writes into the folder. */
  write: (sql: string, values: Record<string, string>) => Promise<void>;
  /** Scratch folder that lives as long as the export. */
  folder: string;
  machineId: string;
  format: ExportRequest['format'];
  /** Unix ms. */
  start: number;
  end: number;
  /** Width of a bucket in ms; null: the samples themselves. */
  width: number | null;
  /** The kinds to be written. */
  kinds: readonly Kind[];
  /** Ends what is running and removes what was written; may be called more than once. */
  close: () => Promise<void>;
}

/** The metric columns of a kind's file, in their order. */
export const exportColumns = (kind: Kind): readonly string[] =>
  kind === 'host' ? HOST_COLUMNS : pickMetrics(kind);

/**
 * Opens the samples of an export. It may be read slowly, for longer than a segment stays in the cache: the export
 * holds on to the files itself.
 */
export async function openExport(ctx: TenantContext, request: ExportRequest): Promise<OpenExport> {
  const { machineId, start, end, kind, format, resolution } = request;
  const kinds = kind === 'all' ? KINDS : [kind];
  const folder = await makeScratch();
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const samples = await openSamples(ctx, {
      machineId,
      start,
      end,
      columns: Object.fromEntries(kinds.map((one) => [one, exportColumns(one)])),
      place: (path) => holdFile(path, folder),
    });
    const { connection, machine, sources, ascending } = samples;
    const { write, end: endWrites } = interruptibleWrites(connection);
    let closing: Promise<void> | undefined;
    const closeOnce = async () => {
      await endWrites();
      connection.closeSync();
      await removeFolder();
    };
    const close = () => {
      closing ??= closeOnce();
      return closing;
    };
    try {
      return {
        write,
        sources,
        ascending,
        folder,
        machineId: machine.machineId,
        format,
        start: start.getTime(),
        end: end.getTime(),
        width: WIDTH_MS[resolution],
        kinds: kind === 'all' ? await kindsWithSamples(samples) : kinds,
        close,
      };
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** Statements that can be ended: `end` returns when none runs any more, and none is begun after it. */
function interruptibleWrites(connection: DuckDBConnection) {
  const running = new Set<Promise<unknown>>();
  let ended = false;
  const write = async (sql: string, values: Record<string, string>) => {
    if (ended) throw new Error('The export was ended.');
    const statement = connection.run(sql, values);
    running.add(statement);
    try {
      await statement;
    } finally {
      running.delete(statement);
    }
  };
  const end = async () => {
    ended = true;
    // A statement that has only just been handed over does not hear the first call.
    const repeat = setInterval(() => connection.interrupt(), 20);
    connection.interrupt();
    await Promise.allSettled(running);
    clearInterval(repeat);
  };
  return { write, end };
}

/** The host's file is always there, if only with its head. */
async function kindsWithSamples({ connection, sources }: OpenSamples): Promise<Kind[]> {
  const found: Kind[] = ['host'];
  for (const kind of KINDS) {
    if (kind === 'host' || !sources.get(kind)?.length) continue;
    const { time = [] } = await queryColumns(connection, `SELECT time FROM ${samplesView(kind)} LIMIT 1`);
    if (time.length > 0) found.push(kind);
  }
  return found;
}
