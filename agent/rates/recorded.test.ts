import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CollectionRecord } from '../contract/record.ts';
import type { Sample } from '../contract/sample.ts';
import { parseSnapshot } from '../procfs/parse-snapshot.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import { rateSnapshots } from './rate-snapshots.ts';

/**
 * Recordings of real machines, and what the earlier pcprocess and portal made of them. They are not part of the
 * project: without them these tests are skipped.
 */
const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures/perfcollector2');
const present = existsSync(FIXTURES);
if (!present) console.log(`skipped: the recordings are not at ${FIXTURES}`);

const KIB = 1024;
const SECTOR = 512;

/** Every sample of a recording, by kind, time in seconds and entity. */
function rateRecording(folder: string): Map<string, Sample['values']> {
  const ticks = new Map<number, CollectionRecord[]>();
  for (const line of readFileSync(join(folder, 'collection.json'), 'utf8').split('\n').filter(Boolean)) {
    const record = JSON.parse(line) as CollectionRecord;
    ticks.set(record.timestamp, [...(ticks.get(record.timestamp) ?? []), record]);
  }
  const rated = new Map<string, Sample['values']>();
  let previous: Snapshot | null = null;
  for (const records of ticks.values()) {
    const current = parseSnapshot(records);
    const { samples, events } = rateSnapshots(previous, current, 5);
    expect(events).toEqual([]);
    for (const { kind, entity, time, values } of samples)
      rated.set(`${kind} ${time / 1000} ${entity}`, values);
    previous = current;
  }
  return rated;
}

/** Rows of a golden CSV file. The first is left out: it merges the first two intervals, ours are apart. */
function readTable(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const columns = head.replace('#', '').split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
  return rows.filter((row) => row.timestamp !== rows[0]?.timestamp);
}

/** Golden column → ours and the unit of the golden one. */
const SOURCES = [
  {
    file: 'processed/proc/stat',
    key: (row: Record<string, string>) =>
      row.CPU === '-1' ? `host ${row.timestamp} ` : `cpu ${row.timestamp} cpu${row.CPU}`,
    columns: {
      '%usr': ['cpu_user', 1],
      '%nice': ['cpu_nice', 1],
      '%system': ['cpu_system', 1],
      '%iowait': ['cpu_iowait', 1],
      '%steal': ['cpu_steal', 1],
      '%idle': ['cpu_idle', 1],
    },
  },
  {
    file: 'processed/proc/meminfo',
    key: (row: Record<string, string>) => `host ${row.timestamp} `,
    columns: {
      kbmemfree: ['mem_free', 1 / KIB],
      kbavail: ['mem_available', 1 / KIB],
      kbbuffers: ['mem_buffers', 1 / KIB],
    },
  },
  {
    file: 'processed/proc/diskstats',
    key: (row: Record<string, string>) => `disk ${row.timestamp} ${row.DEV}`,
    columns: {
      rtps: ['disk_read_ops', 1],
      wtps: ['disk_write_ops', 1],
      'bread/s': ['disk_read_bytes', SECTOR],
      'bwrtn/s': ['disk_write_bytes', SECTOR],
    },
  },
  {
    file: 'processed/proc/net/dev',
    key: (row: Record<string, string>) => `net ${row.timestamp} ${row.IFACE}`,
    columns: {
      'rxpck/s': ['net_rx_packets', 1],
      'txpck/s': ['net_tx_packets', 1],
      'rxkB/s': ['net_rx_bytes', KIB],
      'txkB/s': ['net_tx_bytes', KIB],
    },
  },
] as const;

describe.skipIf(!present).each(['azure-1cpu', 'oci-vm01'])('recording %s', (name) => {
  test.each(SOURCES)('agrees with $file', ({ file, key, columns }) => {
    const rated = rateRecording(join(FIXTURES, name));
    let compared = 0;
    for (const row of readTable(join(FIXTURES, name, file))) {
      const values = rated.get(key(row));
      // Prepared devices that never did any I/O have no sample.
      if (!values && /^loop\d+$/.test(row.DEV ?? '')) continue;
      for (const [column, [id, unit]] of Object.entries(columns)) {
        const golden = Number(row[column]) * unit;
        expect(Math.abs((values?.[id] ?? Number.NaN) - golden), `${key(row)} ${id}`).toBeLessThan(
          1e-6 * Math.max(1, golden),
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  test('host totals agree with the earlier portal', () => {
    const rated = rateRecording(join(FIXTURES, name));
    for (const row of readTable(join(FIXTURES, name, 'portal.csv'))) {
      const values = rated.get(`host ${row.timestamp} `) ?? {};
      for (const id of ['disk_read_bytes', 'disk_write_bytes', 'net_rx_bytes', 'net_tx_bytes']) {
        expect(Math.abs((values[id] ?? Number.NaN) - Number(row[id])), `${row.timestamp} ${id}`).toBeLessThan(
          3,
        );
      }
    }
  });
});
