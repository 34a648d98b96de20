import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { contractCsv, contractRow, FIRST_SECOND, HEADER } from './testing/contract-csv.ts';
import { refusal, stageContent } from './testing/stage-content.ts';

type Files = Record<string, string | Buffer>;

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function zip(files: Files, mode = 0o100644): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files))
    archive.addBuffer(Buffer.from(content), name, { mode });
  archive.end();
  return collect(archive.outputStream as unknown as AsyncIterable<Buffer>);
}

async function tar(
  files: Files,
  more: { name: string; type: 'symlink' | 'link' | 'fifo'; linkname?: string }[] = [],
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content as string);
  for (const header of more) archive.entry(header);
  archive.finalize();
  return collect(archive as unknown as AsyncIterable<Buffer>);
}

const stat = `#timestamp,CPU,%usr,%nice,%system,%iowait,%steal,%idle
${FIRST_SECOND},-1,10,0,5,1,0,84
${FIRST_SECOND},0,20,0,5,1,0,74
`;
const meminfo = `#timestamp,kbmemfree,kbavail,kbmemused,%memused,kbbuffers,kbcached
${FIRST_SECOND},1024,4096,2048,25,0,512
`;
const hostCsv = contractCsv().replaceAll('server01', 'vm');
const processed = { 'proc/stat': stat, 'proc/meminfo': meminfo, 'system_info.json': '{}' };

describe.each([
  ['zip', zip],
  ['tar', tar],
  ['tar.gz', async (files: Files) => gzipSync(await tar(files))],
])('%s', (_, archive) => {
  test('of a folder of pcprocess: its tables are joined by time', async () => {
    const staged = await stageContent(await archive(processed), { machine: 'm' });
    expect(staged).toMatchObject({ format: 'sar', rows: 1, machines: ['m'] });
    expect(staged.tables.host).toMatchObject([
      {
        time: FIRST_SECOND * 1000,
        cpu_user: 10,
        cpu_used: 15,
        mem_total: 8,
        mem_used: 4,
        mem_available: 4,
        mem_cached: 0.5,
      },
    ]);
    expect(staged.tables.cpu).toMatchObject([{ entity: 'cpu0', cpu_user: 20 }]);
    expect(staged.warnings).toEqual([expect.stringContaining('disk_read_bytes')]);
  });

  test('of which some tables have no row: the others count', async () => {
    const containers = 'timestamp,container_id,container_name,cpu_percent\n';
    const staged = await stageContent(await archive({ ...processed, 'containers.csv': containers }), {
      machine: 'm',
    });
    expect(staged).toMatchObject({ format: 'sar', rows: 1, machines: ['m'] });
    expect(staged.tables.container).toBeUndefined();
    const fault = await refusal(await archive({ 'containers.csv': containers }), { machine: 'm' });
    expect(fault.code).toBe('INVALID_CSV_FORMAT');
    const broken = { ...processed, 'proc/diskstats': '#timestamp,DEV,tps\n"not closed\n' };
    expect((await refusal(await archive(broken), { machine: 'm' })).code).toBe('INVALID_CSV_FORMAT');
  });

  test('with host.csv: the host is what that says; the machine is its, or the form field', async () => {
    const content = await archive({ 'out/proc/stat': stat, 'out/host.csv': hostCsv });
    const staged = await stageContent(content);
    expect(staged).toMatchObject({ format: 'sar', rows: 3, machines: ['vm'], warnings: [] });
    expect(staged.tables.host).toHaveLength(3);
    expect(staged.tables.host?.[0]).toMatchObject({ cpu_user: 10, cpu_idle: 80 });
    expect(staged.tables.cpu).toMatchObject([{ machine: 'vm' }]);
    const renamed = await stageContent(content, { machine: 'm' });
    expect(renamed.machines).toEqual(['m']);
    expect(renamed.warnings).toEqual(['host.csv names the machine "vm"; all files were taken for "m".']);
  });

  test('of exports: each of its kind, of all machines, the later file counting', async () => {
    const disks = `timestamp,machine_id,entity,disk_busy\n${FIRST_SECOND},b,sda,7\n`;
    const again = [HEADER, contractRow(0, { cpu_user: '11' })].map((row) => row.join(',')).join('\n');
    const staged = await stageContent(
      await archive({ 'a.csv': contractCsv(), 'b_disk.csv': disks, 'c.csv': again }),
    );
    expect(staged).toMatchObject({ format: 'contract', rows: 5, machines: ['b', 'server01'] });
    expect(staged.tables.disk).toMatchObject([{ machine: 'b', entity: 'sda', disk_busy: 7 }]);
    const [first, second] = staged.tables.host ?? [];
    expect([first?.cpu_user, second?.cpu_user, Number(second?.line) > Number(first?.line)]).toEqual([
      10,
      11,
      true,
    ]);
  });

  test('of a single file, gzip inside too, and others that are none of ours', async () => {
    const staged = await stageContent(
      await archive({
        'perf.csv.gz': gzipSync(contractCsv()),
        'readme.txt': 'hello',
        '__MACOSX/._perf.csv': 'x',
      }),
    );
    expect(staged).toMatchObject({ format: 'contract', rows: 3 });
    expect(staged.warnings).toEqual([expect.stringContaining('readme.txt')]);
  });

  test.each<[string, Files, string]>([
    ['nothing', {}, 'UNSUPPORTED_FORMAT'],
    [
      'nothing that is read',
      { 'a.txt': 'hello', 'b.bin': Buffer.from('7f454c46', 'hex') },
      'UNSUPPORTED_FORMAT',
    ],
    [
      'a collection beside others',
      { 'a.json': '{"timestamp":1,"subsystem":"x","measurement":""}', 'b.csv': contractCsv() },
      'UNSUPPORTED_FORMAT',
    ],
    ['no machine', processed, 'INVALID_INPUT'],
  ])('of %s is refused', async (_, files, code) => {
    expect((await refusal(await archive(files))).code).toBe(code);
  });

  test('a fault names the file it is in', async () => {
    const error = await refusal(
      await archive({ ...processed, 'proc/stat': stat.replace('10,0,5', '10,0,-5') }),
      { machine: 'm' },
    );
    expect(error.details).toMatchObject({
      file: 'proc/stat',
      rows: [{ line: 2, column: '%system', reason: 'negative' }],
    });
  });

  test('cut off or damaged', async () => {
    const whole = await archive({ 'a.csv': contractCsv(), 'b.csv': contractCsv() });
    for (const bytes of [
      whole.subarray(0, Math.floor(whole.length * 0.6)),
      Buffer.from(whole).fill(0x41, 20, 140),
    ])
      expect(['INVALID_INPUT', 'LENGTH_MISMATCH', 'INVALID_CSV_FORMAT', 'UNSUPPORTED_FORMAT']).toContain(
        (await refusal(bytes)).code,
      );
  });
});

describe('archives that nobody packs by hand', () => {
  /** yazl refuses such names itself: they are put in afterwards, under a name of the same length. */
  const renamed = (bytes: Buffer, from: string, to: string) =>
    Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

  test.each(['../aaa.csv', '/aaaaa.csv', 'a/../..csv', '..\\aaa.csv'])(
    'a zip with the path %s',
    async (path) => {
      const error = await refusal(renamed(await zip({ 'aaaaaa.csv': contractCsv() }), 'aaaaaa.csv', path));
      expect(error.code).toBe('INVALID_INPUT');
    },
  );

  test('a tar with a path that leads out', async () => {
    expect((await refusal(await tar({ '../x.csv': contractCsv() }))).code).toBe('INVALID_INPUT');
  });

  test('links and special files', async () => {
    expect((await refusal(await zip({ a: '/etc/passwd' }, 0o120777))).code).toBe('INVALID_INPUT');
    for (const type of ['symlink', 'link', 'fifo'] as const)
      expect((await refusal(await tar({}, [{ name: 'x', type, linkname: '/etc/passwd' }]))).code).toBe(
        'INVALID_INPUT',
      );
  });

  test('too many files', async () => {
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}.txt`, '']));
    expect((await refusal(await zip(files))).code).toBe('FILE_TOO_LARGE');
    expect((await refusal(await tar(files))).code).toBe('FILE_TOO_LARGE');
  });

  test('a bomb: more than may come out, or more than it says', async () => {
    const content = contractCsv();
    const sized = async (size: number) => {
      const bytes = await zip({ 'a.csv': content });
      const central = bytes.indexOf(Buffer.from('504b0102', 'hex'));
      bytes.writeUInt32LE(size, central + 24);
      return bytes;
    };
    expect((await stageContent(await sized(content.length))).rows).toBe(3);
    expect((await refusal(await sized(600 * 1024 * 1024))).code).toBe('FILE_TOO_LARGE');
    expect((await refusal(await sized(content.length - 1))).code).toBe('INVALID_INPUT');
    expect((await refusal(await sized(content.length + 1))).code).toBe('INVALID_INPUT');
  });

  test('a CSV that unpacks to more than a CSV may have', async () => {
    const row = `${contractRow(0).join(',')}\n`;
    const block = row.repeat(20_000);
    const content = `${HEADER.join(',')}\n${block.repeat(Math.ceil((101 * 1024 * 1024) / block.length))}`;
    const error = await refusal(gzipSync(content, { level: 1 }));
    expect(error.code).toBe('FILE_TOO_LARGE');
  });
});
