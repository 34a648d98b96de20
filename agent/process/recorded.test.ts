import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** Recordings of real machines and the check of the earlier system's output. Without them these tests are skipped. */
const SHARED = join(import.meta.dirname, '../../../shared');
const FIXTURES = join(SHARED, 'fixtures/perfcollector2');
const COMPARE = join(SHARED, 'conformance/compare-processed.mjs');
const present = existsSync(FIXTURES) && existsSync(COMPARE);
if (!present) console.log(`skipped: the recordings are not at ${SHARED}`);

const PCPROCESS = join(import.meta.dirname, '../cli/pcprocess.ts');
const node = (...argv: string[]) => spawnSync(process.execPath, argv, { encoding: 'utf8' });

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'pcprocess-'));
});
afterEach(() => rmSync(out, { recursive: true }));

describe.skipIf(!present)('pcprocess on recorded collections', () => {
  test.each(['azure-1cpu', 'oci-vm01'])('writes what the earlier system wrote for %s', (machine) => {
    const collection = join(FIXTURES, machine, 'collection.json');
    const made = node(PCPROCESS, '--collection', collection, '--outdir', out);
    expect([made.status, made.stderr]).toEqual([
      0,
      expect.stringContaining('132 snapshots from 660 lines, 0 damaged'),
    ]);
    const compared = node(COMPARE, out, join(FIXTURES, machine, 'processed'), collection);
    expect(compared.stdout).toMatch(/^\d{5} values compared, 0 faults\n$/);
    const stamps = readFileSync(join(out, 'proc/meminfo'), 'utf8').trim().split('\n');
    expect(stamps).toHaveLength(132);
  });

  test('containers.csv agrees from the second row of each container on', () => {
    const folder = join(FIXTURES, 'containers');
    const made = node(PCPROCESS, join(folder, 'container_collection.json'), '--outdir', out);
    expect(made.status).toBe(0);
    const wanted = table(join(folder, 'containers.csv'));
    const got = table(join(out, 'containers.csv'));
    expect(got.header).toBe(wanted.header);
    const seen = new Set<string>();
    let compared = 0;
    for (const [key, row] of wanted.rows) {
      const [, container = ''] = key.split(' ');
      if (seen.has(container)) {
        expect(got.rows.get(key)).toBe(row);
        compared += 1;
      }
      seen.add(container);
    }
    expect(compared).toBeGreaterThan(300);
  });
});

function table(path: string): { header: string; rows: Map<string, string> } {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line): [string, string] => {
    const [timestamp, container] = line.split(',');
    return [`${timestamp} ${container}`, line];
  });
  return { header, rows: new Map(rows) };
}
