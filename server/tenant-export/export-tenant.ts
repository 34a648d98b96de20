import { recordAudit } from '#server/audit/record-audit.ts';
import { streamParts } from '#server/metrics/export/stream-parts.ts';
import { limitTenantExports } from '#server/rate-limits/limit-tenant-exports.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportEntry, ManifestFile } from './entry.ts';
import { jsonEntry, portalEntries } from './portal-entries.ts';
import { reportEntries } from './report-entries.ts';
import { requireExport } from './require-export.ts';
import { sampleEntries } from './sample-entries.ts';
import { LEFT_OUT, tableEntries } from './table-entries.ts';
import { zipEntries } from './zip-entries.ts';

/** Raised when files move or their content means something else. */
const VERSION = 1;

/**
 * Everything a portal has, as one zip that is made while it is read: settings.json, members.json, every table as JSON
 * lines (machines, audit, uploads, reports, api-keys without their secrets, hourly figures, …), the raw samples as
 * Parquet per machine and kind, the PDFs of reports; and last manifest.json with version, counts, and bytes, SHA-256
 * and rows of each file. Samples that arrive meanwhile may be missing. The audit trail names every export that begins.
 * @throws AppError FORBIDDEN (no owner, or a key without admin), RATE_LIMITED
 */
export async function exportTenant(
  ctx: TenantContext,
): Promise<{ filename: string; stream: ReadableStream<Uint8Array> }> {
  requireExport(ctx);
  await limitTenantExports(ctx);
  await recordAudit(ctx, { verb: 'tenant.export', target: ctx.tenant.slug });
  const startedAt = new Date();
  const files: ManifestFile[] = [];
  const entries = allEntries(ctx, startedAt, files);
  const parts = zipEntries(entries, (file) => files.push(file));
  const stream = await streamParts(parts, async () => {
    // Ends the zip, and what the entry that is being read holds open.
    await parts.return(undefined).catch(() => {});
    await entries.return(undefined).catch(() => {});
  });
  const day = startedAt.toISOString().slice(0, 10);
  return { filename: `${ctx.tenant.slug}_${day}_export.zip`, stream };
}

async function* allEntries(
  ctx: TenantContext,
  startedAt: Date,
  files: readonly ManifestFile[],
): AsyncGenerator<ExportEntry> {
  yield* portalEntries(ctx);
  yield* tableEntries(ctx);
  yield* sampleEntries(ctx);
  yield* reportEntries(ctx);
  yield jsonEntry('manifest.json', manifestOf(ctx, startedAt, files));
}

function manifestOf({ tenant, actor }: TenantContext, startedAt: Date, files: readonly ManifestFile[]) {
  const rows = (path: string) => files.find((file) => file.path === path)?.rows ?? 0;
  const within = (folder: string) => files.filter(({ path }) => path.startsWith(folder));
  return {
    format: 'perfanalysis-export',
    version: VERSION,
    portal: { slug: tenant.slug, name: tenant.name },
    started_at: startedAt.toISOString(),
    finished_at: new Date().toISOString(),
    made_by: actor.kind === 'user' ? actor.email : `${actor.kind} ${actor.id}`,
    counts: {
      machines: rows('machines.jsonl'),
      samples: within('samples/').reduce((sum, file) => sum + (file.rows ?? 0), 0),
      reports: within('reports/').length,
      members: rows('members.json'),
      uploads: rows('uploads.jsonl'),
      audit: rows('audit.jsonl'),
    },
    left_out: LEFT_OUT,
    files,
  };
}
