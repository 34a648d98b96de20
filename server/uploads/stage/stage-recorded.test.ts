import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { type Row, type StagedContent, stageContent } from './testing/stage-content.ts';

/** Recordings of real machines in three formats. Without them these tests are skipped. */
const FIXTURES = join(import.meta.dirname, '../../../../shared/fixtures/perfcollector2');
const present = existsSync(FIXTURES);
if (!present) console.log(`skipped: the recordings are not at ${FIXTURES}`);

async function zipOf(folder: string): Promise<Buffer> {
  const archive = new ZipFile();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      archive.addBuffer(await readFile(path), path.slice(folder.length + 1));
    }
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Rows of both that are of the same entity and moment; the earlier system made one row of the first two intervals. */
function pairs(one: StagedContent, other: StagedContent, kind: string): [Row, Row][] {
  const key = ({ entity, time }: Row) => `${entity} ${time}`;
  const found = new Map(one.tables[kind]?.map((row) => [key(row), row]));
  const first = Math.min(...(other.tables[kind] ?? []).map(({ time }) => Number(time)));
  return (other.tables[kind] ?? []).flatMap((row): [Row, Row][] => {
    const same = found.get(key(row));
    return same && Number(row.time) > first ? [[same, row]] : [];
  });
}

function expectSame(rows: [Row, Row][], metrics: readonly string[], tolerance: number): void {
  expect(rows.length).toBeGreaterThan(100);
  for (const [one, other] of rows)
    for (const metric of metrics) {
      const [a, b] = [one[metric], other[metric]];
      if (typeof a !== 'number' || typeof b !== 'number' || Math.abs(a - b) > tolerance)
        throw new Error(`${metric} of "${one.entity}" at ${one.time}: ${a} and ${b}`);
    }
}

describe.skipIf(!present)('the recorded machines', () => {
  test.each(['azure-1cpu', 'oci-vm01'])(
    '%s has the same series in its collection, its sar-style folder and its CSV',
    async (name) => {
      const folder = join(FIXTURES, name);
      const machine = name;
      const collection = await stageContent(await readFile(join(folder, 'collection.json')), { machine });
      const processed = await stageContent(await zipOf(join(folder, 'processed')), { machine });
      const portal = await stageContent(await readFile(join(folder, 'portal.csv')), { machine });
      expect([collection.rows, processed.rows, portal.rows]).toEqual([132, 130, 130]);

      const shares = ['cpu_user', 'cpu_system', 'cpu_idle', 'cpu_iowait', 'cpu_steal'];
      const host = pairs(collection, processed, 'host');
      expectSame(host, [...shares, 'cpu_nice', 'cpu_used'], 1e-6);
      expectSame(host, ['mem_total', 'mem_used', 'mem_available', 'mem_free', 'mem_buffers'], 0);
      const io = [
        'disk_read_bytes',
        'disk_write_bytes',
        'disk_read_ops',
        'disk_write_ops',
        'net_rx_bytes',
        'net_tx_bytes',
      ];
      expectSame(host, io, 1e-6);
      expectSame(pairs(collection, processed, 'cpu'), shares, 1e-6);
      expectSame(pairs(collection, processed, 'disk'), io.slice(0, 4), 1e-6);
      expectSame(pairs(collection, processed, 'net'), io.slice(4), 1e-6);
      expectSame(pairs(collection, processed, 'filesystem'), ['fs_size', 'fs_available'], 1e-6);

      const earlier = pairs(collection, portal, 'host');
      expectSame(earlier, shares, 1e-6);
      expectSame(earlier, ['mem_free'], 0);
      // Whole numbers there, cut off.
      expectSame(earlier, ['disk_read_bytes', 'disk_write_bytes', 'net_rx_bytes', 'net_tx_bytes'], 1.001);
    },
  );

  test('the containers have the same series in their collection and in containers.csv', async () => {
    const folder = join(FIXTURES, 'containers');
    const m = { machine: 'm' };
    const table = await stageContent(await readFile(join(folder, 'containers.csv')), m);
    const collection = await stageContent(await readFile(join(folder, 'container_collection.json')), m);
    const names = JSON.parse(await readFile(join(folder, 'container_names.json'), 'utf8')) as Record<
      string,
      string
    >;
    const ids = new Map(Object.entries(names).map(([id, name]) => [name, id.slice(0, 12)]));
    const renamed =
      table.tables.container?.map((row) => ({ ...row, entity: ids.get(String(row.entity)) ?? null })) ?? [];
    expect(table.rows).toBe(381);
    const rows = pairs(collection, { ...table, tables: { container: renamed } }, 'container');
    expectSame(rows, ['container_mem_used', 'container_mem_limit', 'container_pids'], 0);
    expectSame(rows, ['container_mem_percent', 'container_cpu'], 0.0051);
    expectSame(rows, ['container_read_bytes', 'container_write_ops'], 1e-6);
  });
});
