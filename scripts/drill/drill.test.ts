import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRILLS, type Result } from './run-drills.ts';

const isLinux = process.platform === 'linux';
let folder = '';
let found: Result[] = [];
let printed = '';

/** The command itself, with few faults and without a built portal. */
beforeAll(async () => {
  if (!isLinux) return;
  folder = mkdtempSync(join(tmpdir(), 'drill-test-'));
  const file = join(folder, 'found.json');
  const command = spawn(
    process.execPath,
    ['scripts/drill.ts', '--bare', '--quick', '--seed', '1', '--json', file],
    // It stops when we are gone.
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  for (const stream of [command.stdout, command.stderr])
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
  await once(command, 'close');
  try {
    found = JSON.parse(readFileSync(file, 'utf8')).drills;
  } catch {
    throw new Error(`the drills did not come to an end:\n${printed}`);
  }
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(isLinux).for(DRILLS)(
  '$title: everything acknowledged is there, once, and nothing refused',
  ({ name }, { skip }) => {
    const result = found.find(({ drill }) => drill === name);
    if (result?.notPossible !== undefined) skip(result.notPossible);
    expect(result, printed).toMatchObject({ lost: [], doubled: [], wrong: [] });
    expect(result).toMatchObject({ faults: expect.any(Number), acknowledged: expect.any(Number) });
    expect(result).not.toMatchObject({ faults: 0 });
    expect(result).not.toMatchObject({ acknowledged: 0 });
  },
);
