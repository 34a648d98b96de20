import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import { KINDS } from '../../agent/contract/sample.ts';
import type { Figure, Findings } from '../agent/figure.ts';
import type { BenchRun } from './bench-run.ts';
import { collectionSeries, type RecordedSeries } from './collection-series.ts';
import { folderBytes } from './folder-bytes.ts';
import { type BenchTenant, makeMachine, makeTenant } from './make-tenant.ts';
import { readRecording } from './read-recording.ts';
import { NO_VICTORIA, startVictoria } from './start-victoria.ts';
import { type TenantBytes, tenantBytes } from './tenant-bytes.ts';
import { uploadFile } from './upload-file.ts';

const MACHINE = 'bench-host';
const OTHER = 'other-host';
/** Of the other machine. */
const FEW_TICKS = 30;
const ROLLED_UP_MS = 180_000;

/**
 * Bytes on disk per value of the recorded collection itself, all kinds, rolled up by the worker, beside the same values
 * as series of another database after it has merged. On both sides it is the growth that counts: another machine with a
 * few samples is there before, so that tables and folders have what they have once.
 */
export async function size({ portal, folder }: BenchRun): Promise<Findings> {
  const ticks = datedYesterday(readRecording());
  const few = ticks.slice(0, FEW_TICKS);
  const series = collectionSeries(ticks, MACHINE);
  const values = series.reduce((sum, { values: { length } }) => sum + length, 0);

  const tenant = await makeTenant('size', portal.port);
  const keep = async (machine: string, kept: CollectionRecord[][]): Promise<TenantBytes> => {
    const path = join(folder, `${machine}.json.gz`);
    writeFileSync(
      path,
      gzipSync(
        kept
          .flat()
          .map((record) => `${JSON.stringify(record)}\n`)
          .join(''),
      ),
    );
    const id = await makeMachine(tenant, machine);
    await uploadFile(portal.port, tenant, { path, machine });
    await untilRolledUp(tenant, id);
    return tenantBytes(portal, tenant);
  };
  const before = await keep(OTHER, few);
  const after = await keep(MACHINE, ticks);
  const ours = after.total - before.total;
  const theirs = await victoriaBytes(
    { portal, folder: join(folder, 'victoria-size') },
    { before: collectionSeries(few, OTHER), series },
  );
  const perValue = (what: string, bytes: number): Figure => ({
    what,
    value: bytes / values,
    unit: 'bytes',
    note: `${bytes.toLocaleString('en-US')} in all`,
  });
  const kinds = KINDS.filter((kind) => series.some((each) => each.kind === kind));
  return {
    details: [
      `${ticks.length} ticks, ${series.length} series, ${values.toLocaleString('en-US')} values that are known; kinds: ${kinds.join(', ')}`,
      `grown: ${Object.entries(after.tables)
        .map(([table, bytes]) => [table, bytes - (before.tables[table] ?? 0)] as const)
        .filter(([, bytes]) => bytes > 0)
        .map(([table, bytes]) => `${table} ${bytes.toLocaleString('en-US')}`)
        .join(', ')}`,
    ],
    figures: [
      perValue('on disk per value, tables and indexes', ours),
      ...(theirs === null
        ? []
        : [
            perValue('VictoriaMetrics, merged', theirs),
            {
              what: 'on disk / VictoriaMetrics',
              value: ours / theirs,
              unit: '×',
              bar: { sense: 'at most' as const, value: 1.5 },
              note: 'aim 1',
            },
          ]),
    ],
    missing: theirs === null ? [NO_VICTORIA] : [],
  };
}

async function victoriaBytes(
  { portal, folder }: Pick<BenchRun, 'portal' | 'folder'>,
  { before, series }: { before: readonly RecordedSeries[]; series: readonly RecordedSeries[] },
): Promise<number | null> {
  const victoria = await startVictoria(portal, folder);
  if (!victoria) return null;
  try {
    const keep = async (kept: readonly RecordedSeries[]): Promise<number> => {
      const lines = kept.map(({ metric, values, timestamps }) =>
        JSON.stringify({ metric, values, timestamps }),
      );
      await victoria.importLines(lines.join('\n'));
      await victoria.flush();
      await victoria.merge(() => folderBytes(folder));
      return folderBytes(folder);
    };
    const first = await keep(before);
    return (await keep(series)) - first;
  } finally {
    await victoria.stop();
  }
}

/** The worker rolls up each minute what uploads have brought. */
async function untilRolledUp({ ctx }: BenchTenant, machineId: string): Promise<void> {
  const { tenantDb } = await import('../../server/db/tenant-db.ts');
  const { pool } = await tenantDb(ctx.tenant);
  for (const deadline = performance.now() + ROLLED_UP_MS; ; await sleep(1000)) {
    const { rowCount } = await pool.query('SELECT FROM rollup_hour WHERE machine_id = $1 LIMIT 1', [
      machineId,
    ]);
    if (rowCount) return;
    if (performance.now() > deadline)
      throw new Error(`the worker has not rolled up within ${ROLLED_UP_MS} ms`);
  }
}

const DAY = 86_400;

/** The recording as of yesterday noon, UTC: new enough to be accepted, and within one day. */
function datedYesterday(ticks: CollectionRecord[][]): CollectionRecord[][] {
  const noon = (Math.floor(Date.now() / 1000 / DAY) - 1) * DAY + DAY / 2;
  const shift = noon - (ticks[0]?.[0]?.timestamp ?? 0);
  return ticks.map((records) =>
    records.map((record) => ({ ...record, timestamp: record.timestamp + shift })),
  );
}
