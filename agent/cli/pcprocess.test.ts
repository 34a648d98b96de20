import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const PCPROCESS = join(import.meta.dirname, 'pcprocess.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcprocess-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs pcprocess with `pieces` as its standard input, written one by one. */
function run(argv: string[], pieces: readonly (string | Buffer)[] = [], environment = {}): Promise<Ended> {
  const env = { NODE_ENV: 'test', PATH: '/usr/bin:/bin', ...environment } as const;
  const child = spawn(process.execPath, [PCPROCESS, ...argv], { cwd: folder, env });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk;
  });
  child.stdin.on('error', () => undefined);
  for (const piece of pieces) child.stdin.write(piece);
  child.stdin.end();
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

const line = (tick: number): string =>
  `${JSON.stringify({
    timestamp: 1_767_813_000 + tick * 5,
    subsystem: '/proc/meminfo',
    measurement: 'MemTotal: 1000 kB\nMemFree: 400 kB\n',
  })}\n`;

const rows = (): number =>
  readFileSync(join(folder, 'out', 'proc/meminfo'), 'utf8')
    .trim()
    .split('\n').length - 1;

describe('pcprocess', () => {
  test('--version is that of the package, --help names every variable', async () => {
    expect((await run(['--version'])).stdout).toBe(`pcprocess ${manifest.version}\n`);
    const { stdout } = await run(['--help']);
    for (const name of ['PCR_COLLECTION', 'PCR_OUTDIR', '--strict', '--force'])
      expect(stdout).toContain(name);
  });

  test('reads standard input, packed or not, however it is cut', async () => {
    const environment = { PCR_COLLECTION: '-', PCR_OUTDIR: 'out' };
    const ended = await run([], [line(0), line(1).slice(0, 20), line(1).slice(20), line(2)], environment);
    expect(ended).toEqual({
      code: 0,
      stdout: '',
      stderr: 'pcprocess: 3 snapshots from 3 lines, 0 damaged, to out\n',
    });
    expect(rows()).toBe(2);

    const packed = gzipSync([line(0), line(1), line(2), line(3)].join(''));
    expect(await run(['-', '--outdir', 'out'], [packed.subarray(0, 1), packed.subarray(1)])).toMatchObject({
      code: 0,
    });
    expect(rows()).toBe(3);
  });

  test('names damaged lines, the first 20 of many', async () => {
    const { code, stderr } = await run(['-', '--outdir', 'out'], [line(0), 'damaged\n'.repeat(30), line(1)]);
    expect(code).toBe(0);
    expect(stderr.split('\n')).toHaveLength(23);
    expect(stderr).toContain('pcprocess: standard input line 2: not JSON, or cut off; passed over\n');
    expect(stderr).toContain('10 more damaged lines passed over\n');
    expect(stderr).toContain('2 snapshots from 32 lines, 30 damaged');
  });

  test('--strict ends with status 1 and no output', async () => {
    const { code, stderr } = await run(['-', '--outdir', 'out', '--strict'], [line(0), 'damaged\n', line(1)]);
    expect([code, stderr]).toEqual([
      1,
      'pcprocess: standard input line 2: not JSON, or cut off; nothing was written, because of --strict\n',
    ]);
    expect(existsSync(join(folder, 'out', 'proc/meminfo'))).toBe(false);
  });

  test('wrong usage ends with status 2', async () => {
    expect(await run([])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('PCR_COLLECTION is missing'),
    });
    expect(await run(['--fast'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('see pcprocess --help'),
    });
  });
});
