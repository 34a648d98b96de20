import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { metricsOf } from '../contract/metrics.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Sample } from '../contract/sample.ts';
import manifest from '../package.json' with { type: 'json' };
import { parseSnapshot } from '../procfs/parse-snapshot.ts';
import { openPeer } from '../send/testing/open-peer.ts';
import { PCC, startNode } from './testing/start-node.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (argv: string[], environment?: Record<string, string>) =>
  startNode(folder, [PCC, ...argv], environment);

const onLinux = process.platform === 'linux';

describe('pcc', () => {
  test('--version is that of the package', async () => {
    expect((await run(['--version']).done).stdout).toBe(`pcc ${manifest.version}\n`);
  });

  test('a wrong value ends with status 2 and says what is allowed', async () => {
    const { code, stderr } = await run([], { PCC_FREQUENCY: 'often' }).done;
    expect(code).toBe(2);
    expect(stderr).toBe('pcc: PCC_FREQUENCY is "often": allowed is 1s to 60s\n');
  });

  test.skipIf(!onLinux)('once --json prints a sample of this machine', async () => {
    const { code, stdout } = await run(['once', '--json']).done;
    const { samples, events } = JSON.parse(stdout) as { samples: Sample[]; events: unknown[] };
    expect([code, events]).toEqual([0, []]);
    const host = samples.find((sample) => sample.kind === 'host');
    expect(Object.keys(host?.values ?? {})).toEqual(metricsOf('host').map((metric) => metric.id));
    expect(host?.values.mem_total).toBeGreaterThan(0);
    expect(samples.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['cpu', 'filesystem']));
  });

  test.skipIf(!onLinux)('doctor ends with status 1 when something is wrong', async () => {
    const { code, stdout } = await run(['doctor', '--mode', 'trickle', '--server', 'localhost:1', '--json'])
      .done;
    const { findings } = JSON.parse(stdout) as { findings: { check: string; state: string }[] };
    const wrong = findings.filter(({ state }) => state === 'wrong').map(({ check }) => check);
    expect([code, wrong]).toEqual([1, expect.arrayContaining(['server', 'key'])]);
  });

  test.skipIf(!onLinux)('local mode writes ticks that parse, and a summary', async () => {
    const { code, log } = await run(['--frequency', '1s', '--duration', '1s']).done;
    const records = readFileSync(join(folder, 'collection.json'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CollectionRecord);
    const ticks = Map.groupBy(records, ({ timestamp, ms }) => timestamp * 1000 + (ms ?? 0));
    for (const [time, tick] of ticks)
      expect(parseSnapshot(tick)).toMatchObject({ time, stat: {}, meminfo: {} });
    expect(code).toBe(0);
    expect(log.filter((line) => line.event === 'tick').map((line) => line.time_ms)).toEqual([
      ...ticks.keys(),
    ]);
    expect(log.at(-1)).toMatchObject({
      event: 'summary',
      ticks: ticks.size,
      written: ticks.size,
      dropped: 0,
    });
  });

  test.skipIf(!onLinux).each(['SIGTERM', 'SIGINT'] as const)(
    'on %s trickle mode delivers what it took',
    async (signal) => {
      const peer = await openPeer();
      const pcc = run(['--mode', 'trickle', '--frequency', '1s', '--identifier', 'server01'], {
        PCC_SERVER: peer.url,
        PCC_APIKEY: 'pmk_a_b',
      });
      await pcc.logged('tick');
      pcc.child.kill(signal);
      const { code, log, stderr } = await pcc.done;
      await peer.close();
      const ticks = log.filter((line) => line.event === 'tick').length;
      expect(code).toBe(0);
      expect([...peer.stored.values()]).toEqual(Array.from({ length: ticks }, () => 1));
      expect(log.at(-1)).toMatchObject({ event: 'summary', ticks, acked: ticks, dropped: 0, waiting: 0 });
      expect(stderr).not.toContain('pmk_a_b');
    },
  );

  test.skipIf(!onLinux)('does not outlive a killed parent that gave it an IPC channel', async () => {
    const script = `require('node:child_process').fork(${JSON.stringify(PCC)}, ['--frequency', '60s'])`;
    const parent = startNode(folder, ['--eval', script]);
    await parent.logged('collecting');
    parent.child.kill('SIGKILL');
    // `done` waits for the pipes too, which pcc inherited: it resolves when pcc is gone.
    const { log } = await parent.done;
    expect(log.at(-1)?.event).toBe('summary');
  });
});
