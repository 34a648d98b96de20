import { HOST_COLUMNS } from '#agent/contract/metrics.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { encodeCsv } from './encode-csv.ts';
import { encodeJsonLines } from './encode-json-lines.ts';
import { exportFilename } from './export-filename.ts';
import type { ExportRequest } from './export-request.ts';
import { type ExportTable, openExport } from './open-export.ts';
import { streamParquet } from './stream-parquet.ts';
import { streamText } from './stream-text.ts';

const WIDTH_MS = { raw: null, '15s': 15_000, '1m': 60_000, '5m': 300_000, '1h': 3_600_000 };

export interface ExportFile {
  filename: string;
  contentType: string;
  stream: ReadableStream<Uint8Array>;
}

/**
 * Samples of one machine as a file, as a stream that is made while it is read. Columns: timestamp (Unix seconds, with
 * decimals where the sample has them; in Parquet a UTC timestamp), machine_id, for kinds with entities entity, then
 * the metrics (host: in the order of the CSV contract). A missing value is empty in CSV and null in the others.
 * Numbers come out in the shortest form that reads back to the same bits. Coarser than raw: means over buckets aligned
 * to the clock, under the bucket's start. JSON is one object a line.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT
 */
export async function exportSamples(ctx: TenantContext, request: ExportRequest): Promise<ExportFile> {
  requireScope(ctx, 'read');
  const { kind, format } = request;
  const metrics = kind === 'host' ? HOST_COLUMNS : pickMetrics(kind);
  const table = await openExport(ctx, request, { metrics, width: WIDTH_MS[request.resolution] });
  const filename = exportFilename(table.machineId, request);
  switch (format) {
    case 'csv':
      return { filename, contentType: 'text/csv; charset=utf-8', stream: await textStream(table, encodeCsv) };
    case 'json':
      return {
        filename,
        contentType: 'application/x-ndjson; charset=utf-8',
        stream: await textStream(table, encodeJsonLines),
      };
    case 'parquet':
      return { filename, contentType: 'application/vnd.apache.parquet', stream: await streamParquet(table) };
  }
}

const textStream = (table: ExportTable, encoder: typeof encodeCsv) => streamText(table, encoder(table));
