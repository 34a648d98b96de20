import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { connectDuckdb } from '#server/metrics/duckdb/connect-duckdb.ts';
import { scratchFolder } from '#server/metrics/duckdb/data-folders.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { finishReport } from '#server/reports/finish-report.ts';
import { SCOPES, type TenantContext } from '#server/tenancy/context.ts';
import { freshMember } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { exportTenant } from './export-tenant.ts';
import { measureTenant } from './measure-tenant.ts';
import { pathNames } from './path-names.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
const COUNT = 600;
const REPORT = '5f0c8a52-9d61-4a57-8a86-0f2d2cb3a1f7';
const PDF = Buffer.from(`%PDF-1.7 ${'x'.repeat(5000)}`);

let ctx: TenantContext;
let machineId: string;
let key: string;
beforeAll(async () => {
  ctx = await freshTenant();
  await freshMember(ctx, 'owner');
  const { id, send } = await tricklingMachine(ctx, 'web:01');
  machineId = id;
  // Across an hour: the first half is sealed, the second is not.
  const times = everyMs(base + HOUR - (COUNT / 2) * 1000, COUNT, 1000);
  for (let at = 0; at < COUNT; at += 200)
    await send(at + 1, makeSnapshots(times.slice(at, at + 200), base - 100_000));
  await sealBatches(ctx, { machineId: id, before: new Date(base + HOUR) });
  await registerMachine(ctx, { machine_id: 'silent', tags: { rack: '7' } });
  ({ key } = await createApiKey(ctx, { name: 'all', scopes: SCOPES }));
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(
    `INSERT INTO report (id, machine_id, range_start, range_end, status) VALUES ($1, $2, $3, $4, 'running')`,
    [REPORT, id, new Date(base), new Date(base + HOUR)],
  );
  await finishReport(ctx, REPORT, { files: { pdf: PDF } });
  // More than a page.
  await pool.query(
    `INSERT INTO audit_entry (actor_kind, actor_id, verb) SELECT 'job', 'a job', 'made up' FROM generate_series(1, 2500)`,
  );
});

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (fault, zip) => {
      if (fault) return reject(fault);
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (error, stream) => {
          if (error) return reject(error);
          files.set(entry.fileName, Buffer.concat(await stream.toArray()));
          zip.readEntry();
        }),
      );
      zip.on('end', resolve).on('error', reject).readEntry();
    }),
  );
  return files;
}
const exported = async (of: TenantContext) => {
  const { stream, filename } = await exportTenant(of);
  expect(filename).toMatch(/^test-\w+_\d{4}-\d\d-\d\d_export\.zip$/);
  return unzip(Buffer.from(await new Response(stream).arrayBuffer()));
};
const linesOf = (file: Buffer | undefined) =>
  String(file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('holds everything, as its manifest says, number by number; and no secret', async () => {
  const size = await measureTenant(ctx);
  const files = await exported(ctx);
  const manifest = JSON.parse(String(files.get('manifest.json')));
  expect(manifest).toMatchObject({
    format: 'perfanalysis-export',
    version: 1,
    portal: { slug: ctx.tenant.slug },
    made_by: 'owner@test.example',
    counts: { machines: 2, reports: 1, members: 1, uploads: 0 },
  });
  expect(manifest.counts.samples).toBe(size.samples);
  expect(size).toMatchObject({ machines: 2, reports: 1 });
  expect([...files.keys()].at(-1)).toBe('manifest.json');
  const described = manifest.files.map(({ path }: { path: string }) => path);
  expect([...described, 'manifest.json']).toEqual([...files.keys()]);
  for (const { path, bytes, sha256, rows } of manifest.files) {
    const file = files.get(path);
    expect(file?.byteLength, path).toBe(bytes);
    expect(createHash('sha256').update(file!).digest('hex'), path).toBe(sha256);
    if (path.endsWith('.jsonl') && rows > 0) expect(linesOf(file), path).toHaveLength(rows);
  }
  expect(linesOf(files.get('machines.jsonl'))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ machine_id: 'silent', tags: { rack: '7' } }),
      expect.objectContaining({ id: machineId, machine_id: 'web:01' }),
    ]),
  );
  const audit = linesOf(files.get('audit.jsonl'));
  expect(audit.length).toBe(manifest.counts.audit);
  expect(audit.length).toBeGreaterThan(2500);
  expect(audit.map(({ id }) => id)).toEqual(audit.map(({ id }) => id).sort((a, b) => a - b));
  expect(audit.at(-1)).toMatchObject({ verb: 'tenant.export', actor_name: 'owner@test.example' });
  const pdf = [...files].find(([path]) => path.startsWith('reports/') && path.endsWith('.pdf'));
  expect(pdf?.[1].equals(PDF)).toBe(true);
  expect(JSON.parse(String(files.get('members.json'))).members[0]).toMatchObject({ role: 'owner' });
  expect(JSON.parse(String(files.get('settings.json')))).toMatchObject({ rawDays: 30 });
  expect(linesOf(files.get('api-keys.jsonl'))[0]).toMatchObject({ name: 'all' });
  const text = [...files].filter(([path]) => /\.jsonl?$/.test(path)).map(([, file]) => String(file));
  expect(text.join()).not.toMatch(/secret|hmac|token|schema_name|pmk_/);

  const path = join(scratchFolder(), 'opened.parquet');
  await writeFile(path, files.get('samples/web_01/host.parquet')!);
  const connection = await connectDuckdb();
  const read = await connection.run(
    'SELECT epoch_ms(timestamp)::DOUBLE AS time, machine_id, cpu_user, mem_used FROM read_parquet($path)',
    { path },
  );
  const columns = await read.getColumnsObjectJS();
  connection.closeSync();
  const { timestamps, series } = await querySeries(ctx, {
    machineId,
    start: new Date(base),
    end: new Date(base + 2 * HOUR),
    kind: 'host',
    maxPoints: 5000,
  });
  const known = { time: [] as number[], cpu: [] as unknown[], mem: [] as unknown[] };
  timestamps.forEach((time, at) => {
    if (series.mem_used?.avg?.[at] == null) return;
    known.time.push(new Date(time).getTime());
    known.cpu.push(series.cpu_user?.avg?.[at]);
    known.mem.push(series.mem_used.avg[at]);
  });
  expect(columns.time).toEqual(known.time);
  expect(columns.cpu_user).toEqual(known.cpu);
  expect(columns.mem_used).toEqual(known.mem);
  expect(new Set(columns.machine_id)).toEqual(new Set(['web:01']));
});

test('is for owners and for keys that administrate, each of their own portal', async () => {
  for (const role of ['admin', 'analyst', 'viewer'] as const) {
    const { ctx: member } = await freshMember(ctx, role);
    await expect(exportTenant(member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(measureTenant(member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const reader = await createApiKey(ctx, { name: 'r', scopes: ['read', 'write'] });
  const host = `${ctx.tenant.slug}.localhost`;
  await expect(exportTenant(await contextFromKey(reader.key, host))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const byKey = await exported(await contextFromKey(key, host));
  expect(JSON.parse(String(byKey.get('manifest.json'))).made_by).toMatch(/^key \w{12}$/);
  const other = await freshTenant();
  const theirs = await exported(other);
  expect(JSON.parse(String(theirs.get('manifest.json'))).counts).toMatchObject({ machines: 0, samples: 0 });
  expect([...theirs.values()].map(String).join()).not.toMatch(/web:01|silent/);
});

test('a reader that leaves, at once or half-way, leaves nothing behind', async () => {
  const { stream } = await exportTenant(ctx);
  await stream.cancel();
  const reader = (await exportTenant(ctx)).stream.getReader();
  for (let at = 0; at < 12; at++) await reader.read();
  await reader.cancel();
  const left = (await readdir(scratchFolder())).filter((name) => name.startsWith('call-'));
  expect(left).toEqual([]);
});

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a/b', 'a:b'],
    ['a_b', 'a_b_1'],
  ],
  [
    ['Web', 'web'],
    ['Web', 'web_1'],
  ],
  [
    ['..', '../../etc/passwd'],
    ['_', '__.._etc_passwd'],
  ],
  [
    ['日本', '中国'],
    ['_', '__1'],
  ],
  [[''], ['_0']],
])('%j are kept as %j', (names, paths) => {
  const things = names.map((name, at) => ({ id: String(at), name }));
  expect([...pathNames(things).values()]).toEqual(paths);
});
