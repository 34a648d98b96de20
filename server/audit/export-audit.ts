import { csvCell } from '#server/csv-cell.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { type AuditFilter, auditWhere } from './audit-filter.ts';
import { AUDIT_COLUMNS, type AuditView } from './list-audit.ts';
import { recordAudit } from './record-audit.ts';

const COLUMNS = ['time', 'actor_kind', 'actor_id', 'actor', 'verb', 'target', 'result', 'address', 'details'];
const PAGE = 1000;

/**
 * The audit trail as CSV (RFC 4180), newest first, in pieces as it is read. The export is itself recorded.
 * @throws AppError FORBIDDEN
 */
export async function exportAudit(
  ctx: TenantContext,
  filter: AuditFilter,
): Promise<ReadableStream<Uint8Array>> {
  requireScope(ctx, 'admin');
  const { pool } = await tenantDb(ctx.tenant);
  const { where, values } = auditWhere(filter);
  const given = Object.entries(filter).map(([name, value]) => [name, String(value)]);
  await recordAudit(ctx, { verb: 'audit.export', details: Object.fromEntries(given) });
  const encoder = new TextEncoder();
  let before: string | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`${COLUMNS.join(',')}\r\n`)),
    pull: async (controller) => {
      const after = before === null ? '' : `${where ? 'AND' : 'WHERE'} id < $${values.length + 1}`;
      const { rows }: { rows: AuditView[] } = await pool.query<AuditView>(
        `SELECT ${AUDIT_COLUMNS}
           FROM (SELECT * FROM audit_entry ${where} ${after} ORDER BY id DESC LIMIT ${PAGE}) e
           LEFT JOIN api_key k ON e.actor_kind = 'key' AND k.key_id = e.actor_id
          ORDER BY e.id DESC`,
        before === null ? values : [...values, before],
      );
      before = rows.at(-1)?.id ?? null;
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(line).join('')));
      if (rows.length < PAGE) controller.close();
    },
  });
}

const line = (entry: AuditView): string =>
  `${[
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.actorName ?? '',
    entry.verb,
    entry.target ?? '',
    entry.result,
    entry.address ?? '',
    JSON.stringify(entry.details),
  ]
    .map(csvCell)
    .join(',')}\r\n`;
