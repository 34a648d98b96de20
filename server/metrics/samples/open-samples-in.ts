import type { DuckDBConnection } from '@duckdb/node-api';
import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import { fetchMachine } from '#server/machines/fetch-machine.ts';
import { cacheSegments, type SegmentRef } from '#server/metrics/segments/cache-segments.ts';
import type { SampleRange, SampleRequest, SegmentFile } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { defineSamples } from './define-samples.ts';
import { findLayouts } from './find-layouts.ts';
import { judgeOrder } from './judge-order.ts';
import { loadUnsealed } from './load-unsealed.ts';
import type { OpenSamples, Source } from './opened-samples.ts';

type StoredSegment = SegmentRef & Source & { kind: Kind };

/**
 * As openSamples, over `client` in the caller's transaction, which sees one moment of PostgreSQL or keeps sealing
 * away (lockSamples). `files` is filled as soon as they are known; closing `connection` is left to the caller.
 * @throws AppError NOT_FOUND for a machine that is not this tenant's
 */
export async function openSamplesIn(
  client: PoolClient,
  connection: DuckDBConnection,
  { ctx, request, files }: { ctx: TenantContext; request: SampleRequest; files: SegmentFile[] },
): Promise<OpenSamples> {
  const machine = await fetchMachine(client, request.machineId);
  const kinds = Object.entries(request.columns) as [Kind, readonly string[]][];
  const segments = await findSegments(
    client,
    request,
    kinds.map(([kind]) => kind),
  );
  const cached = await cacheSegments(client, ctx.tenant.schemaName, segments);
  files.push(...segments.map(({ sha256 }, index) => ({ path: cached[index] ?? '', sha256 })));
  const paths = request.place ? await Promise.all(cached.map(request.place)) : cached;
  const layouts = await findLayouts(connection, cached);
  const batches = await loadUnsealed(client, connection, request);

  const ascending = new Set<Kind>();
  const sources = new Map<Kind, Source[]>();
  const known = new Map<Kind, ReadonlySet<string>>();
  for (const [kind, metrics] of kinds) {
    const isOfKind = (_: unknown, index: number) => segments[index]?.kind === kind;
    const own = layouts.filter(isOfKind);
    const delivered = batches
      .map(({ rows, ...cover }) => ({ ...cover, rows: rows.get(kind) ?? 0 }))
      .filter(({ rows }) => rows > 0);
    const unsealed = delivered.length > 0;
    const ofKind: Source[] = [...segments.filter(isOfKind), ...delivered];
    sources.set(kind, ofKind);
    known.set(
      kind,
      new Set(unsealed ? metrics : metrics.filter((id) => own.some(({ names }) => names.has(id)))),
    );
    const order = judgeOrder(ofKind);
    if (order.ascending) ascending.add(kind);
    await defineSamples(connection, {
      kind,
      metrics,
      files: paths.filter(isOfKind),
      layouts: own,
      unsealed,
      start: request.start,
      end: request.end,
      overlapping: order.overlapping,
    });
  }
  return { connection, machine, files, sources, known, ascending };
}

async function findSegments(
  client: PoolClient,
  { machineId, start, end }: SampleRange,
  kinds: readonly Kind[],
): Promise<StoredSegment[]> {
  const { rows } = await client.query<{
    id: string;
    kind: Kind;
    sha256: Buffer;
    byte_count: number;
    first_time: Date;
    last_time: Date;
    row_count: number;
  }>({
    name: 'find-segments',
    text: `SELECT id, kind, sha256, octet_length(data) AS byte_count, first_time, last_time, row_count
             FROM segment
            WHERE machine_id = $1 AND kind = ANY($2) AND ends_at > $3 AND starts_at < $4
              AND last_time >= $3 AND first_time < $4
            ORDER BY kind, first_time`,
    values: [machineId, kinds, start, end],
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    sha256: row.sha256,
    byteCount: row.byte_count,
    firstTime: row.first_time.getTime(),
    lastTime: row.last_time.getTime(),
    rows: row.row_count,
  }));
}
