import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CollectionRecord } from '../contract/record.ts';
import manifest from '../package.json' with { type: 'json' };
import { PCC, startNode } from './testing/start-node.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (argv: string[], environment?: Record<string, string>) =>
  startNode(folder, [PCC, ...argv], environment);

/** The times of the ticks in a collection file. */
function timesIn(path: string): number[] {
  const records = readFileSync(path, 'utf8').trim().split('\n');
  const times = records.map((line) => {
    const { timestamp, ms } = JSON.parse(line) as CollectionRecord;
    return timestamp * 1000 + (ms ?? 0);
  });
  return [...new Set(times)];
}

const onLinux = process.platform === 'linux';

describe('a running pcc', () => {
  test.skipIf(!onLinux)('SIGHUP reloads the configuration; a wrong one is refused', async () => {
    const config = join(folder, 'pcc.yaml');
    const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')];
    writeFileSync(config, `frequency: 1s\ncollection: ${first}\n`);
    const pcc = run(['--config', config]);
    await pcc.logged('tick');
    writeFileSync(config, 'frequency: often\n');
    pcc.child.kill('SIGHUP');
    const refused = await pcc.logged('new settings refused, the old ones stay');
    expect(refused.reason).toBe(`${config}:1: frequency is "often": allowed is 1s to 60s`);
    await pcc.logged('tick', 2);
    writeFileSync(config, `frequency: 1s\ncollection: ${second}\n`);
    pcc.child.kill('SIGHUP');
    await pcc.logged('reloaded');
    const before = (await pcc.logged('collecting', 2)).to;
    expect(before).toBe(second);
    await pcc.logged('tick', 4);
    pcc.child.kill('SIGTERM');
    const { code, log } = await pcc.done;
    const times = log.filter((line) => line.event === 'tick').map((line) => line.time_ms);
    expect([first, second].flatMap(timesIn)).toEqual(times);
    expect(code).toBe(0);
    expect(log.at(-1)).toMatchObject({ event: 'summary', ticks: times.length, written: times.length });
  });

  test.skipIf(!onLinux)('status tells of one that runs and of one that died', async () => {
    const pcc = run(['--frequency', '1s']);
    await pcc.logged('tick', 2);
    const asked = await run(['status', '--json']).done;
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.stdout)).toMatchObject({
      isRunning: true,
      problem: null,
      status: { state: 'running', pid: pcc.child.pid, version: manifest.version, mode: 'local' },
    });
    pcc.child.kill('SIGKILL');
    await pcc.done;
    const dead = await run(['status']).done;
    expect([dead.code, dead.stdout]).toEqual([1, expect.stringMatching(/^state +pcc died \(process \d+\)/)]);
  });
});
