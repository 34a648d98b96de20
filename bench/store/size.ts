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
import { makeMachine, makeTenant } from './make-tenant.ts';
import { readRecording } from './read-recording.ts';
import { NO_VICTORIA, startVictoria } from './start-victoria.ts';
import { tenantBytes } from './tenant-bytes.ts';
import { uploadFile } from './upload-file.ts';

const MACHINE = 'bench-host';
/** The worker looks for what to compact and to roll up each minute; it has had two looks then. */
const COMPACTED_MS = 130_000;

/**
 * Bytes on disk per value of the recorded collection itself, all kinds, beside the same values as series of another
 * database after it has merged. What the empty tenant and the empty database take is not counted on either side.
 */
export async function size({ portal, folder, options }: BenchRun): Promise<Findings> {
  const ticks = datedYesterday(readRecording());
  const series = collectionSeries(ticks, MACHINE);
  const values = series.reduce((sum, { values: { length } }) => sum + length, 0);

  const path = join(folder, 'collection.json.gz');
  writeFileSync(
    path,
    gzipSync(
      ticks
        .flat()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    ),
  );
  const tenant = await makeTenant('size', portal.port);
  await makeMachine(tenant, MACHINE);
  const empty = await tenantBytes(portal, tenant);
  await uploadFile(portal.port, tenant, { path, machine: MACHINE });
  if (!options.quick) await sleep(COMPACTED_MS);
  const full = await tenantBytes(portal, tenant);
  const ours = full.total - empty.total;

  const theirs = await victoriaBytes({ portal, folder: join(folder, 'victoria-size') }, series);
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
      `grown: ${Object.entries(full.tables)
        .map(([table, bytes]) => [table, bytes - (empty.tables[table] ?? 0)] as const)
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
  series: readonly RecordedSeries[],
): Promise<number | null> {
  const victoria = await startVictoria(portal, folder);
  if (!victoria) return null;
  try {
    const empty = folderBytes(folder);
    const lines = series.map(({ metric, values, timestamps }) =>
      JSON.stringify({ metric, values, timestamps }),
    );
    await victoria.importLines(lines.join('\n'));
    await victoria.flush();
    await victoria.merge(() => folderBytes(folder));
    return folderBytes(folder) - empty;
  } finally {
    await victoria.stop();
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
