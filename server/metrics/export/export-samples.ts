import { recordAudit } from '#server/audit/record-audit.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { exportFilename } from './export-filename.ts';
import type { ExportRequest } from './export-request.ts';
import { fileParts } from './file-parts.ts';
import { openExport } from './open-export.ts';
import { streamParts } from './stream-parts.ts';
import { zipKinds } from './zip-kinds.ts';

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

export interface ExportFile {
  filename: string;
  contentType: string;
  stream: ReadableStream<Uint8Array>;
}

/**
 * Samples of one machine as a file, as a stream that is made while it is read; of all kinds as a zip of such files.
 * Columns: timestamp (Unix seconds, with decimals where the sample has them; in Parquet a UTC timestamp), machine_id,
 * for kinds with entities entity, then the metrics (host: in the order of the CSV contract). A missing value is empty
 * in CSV and null in the others. Numbers come out in the shortest form that reads back to the same bits. Coarser than
 * raw: means over buckets aligned to the clock, under the bucket's start. JSON is one object a line. The audit trail
 * names every export that begins, whether or not it is read to its end.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT
 */
export async function exportSamples(ctx: TenantContext, request: ExportRequest): Promise<ExportFile> {
  requireScope(ctx, 'read');
  const { kind, format } = request;
  const source = await openExport(ctx, request);
  // While the first part is made; without its entry nothing leaves.
  const recorded = recordExport(ctx, source.machineId, request);
  recorded.catch(() => {});
  const parts = kind === 'all' ? zipKinds(source) : fileParts(source, kind);
  const stream = await streamParts(parts, source.close);
  try {
    await recorded;
  } catch (error) {
    await stream.cancel();
    throw error;
  }
  return {
    filename: exportFilename(source.machineId, request),
    contentType: kind === 'all' ? 'application/zip' : CONTENT_TYPES[format],
    stream,
  };
}

const recordExport = (
  ctx: TenantContext,
  machine: string,
  { start, end, kind, format, resolution }: ExportRequest,
): Promise<void> =>
  recordAudit(ctx, {
    verb: 'samples.export',
    target: machine,
    details: { start: start.toISOString(), end: end.toISOString(), kind, format, resolution },
  });
