import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startNode } from '../cli/testing/start-node.ts';
import { post } from './testing/post.ts';
import { startPcd } from './testing/start-pcd.ts';

const CLI = join(import.meta.dirname, '../cli');
const ROUNDS = Number(process.env.DRILL_ROUNDS ?? 6);
const LONGEST_LIFE_MS = 150;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcd-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** mulberry32: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Agent {
  identifier: string;
  /** Snapshots it has a 200 for. */
  acked: number;
  deliver(port: number): Promise<void>;
}

const record = (time: number) => ({ timestamp: time, subsystem: 'test', measurement: 'x'.repeat(2000) });

/** Sends batches of numbered snapshots, the same until they are acknowledged. */
function numberedAgent(identifier: string, index: number): Agent {
  const agent: Agent = {
    identifier,
    acked: 0,
    async deliver(port) {
      const snapshots = Array.from({ length: 10 }, (_, offset) => ({
        records: [record(agent.acked + offset + 1)],
      }));
      const stream = `00000000-0000-4000-8000-00000000000${index}`;
      const body = JSON.stringify({ identifier, stream, first_seq: agent.acked + 1, snapshots });
      const { body: answer } = await post(port, '/api/v1/trickle', {
        body,
        headers: { apikey: 'key-of-any' },
      });
      agent.acked = Number(answer.acked_through);
    },
  };
  return agent;
}

/** Posts one snapshot without number at a time, as agents of the earlier system do. */
function earlierAgent(identifier: string): Agent {
  const agent: Agent = {
    identifier,
    acked: 0,
    async deliver(port) {
      const body = JSON.stringify({ identifier, measurements: [record(agent.acked + 1)] });
      const { status } = await post(port, '/v1/trickle', { body, headers: { apikey: 'key-of-any' } });
      if (status === 200) agent.acked += 1;
    },
  };
  return agent;
}

const readTimes = (identifier: string, subsystem: string): number[] =>
  readFileSync(join(folder, 'data', `${identifier}.json`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((found) => found.subsystem === subsystem)
    .map(({ timestamp, ms = 0 }) => timestamp * 1000 + ms);

describe('pcd killed at any moment', () => {
  const name = `${ROUNDS} times (DRILL_ROUNDS=200 for more): what was answered is stored once, in order`;
  test(name, { timeout: 60_000 + ROUNDS * 5000 }, async () => {
    const random = seeded(1);
    const agents = [numberedAgent('a', 1), numberedAgent('b', 2), earlierAgent('c')];
    let port = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const pcd = await startPcd(folder, port);
      port = pcd.port;
      let up = true;
      const busy = agents.map(async (agent) => {
        while (up) await agent.deliver(port).catch(() => undefined);
      });
      await sleep(random() * LONGEST_LIFE_MS);
      pcd.run.child.kill('SIGKILL');
      await pcd.run.done;
      up = false;
      await Promise.all(busy);
    }
    // Once more to each: what was stored but not answered must be known.
    const pcd = await startPcd(folder, port);
    for (const agent of agents) await agent.deliver(port);
    pcd.run.child.kill('SIGTERM');
    expect((await pcd.run.done).code).toBe(0);

    for (const { identifier, acked } of agents) {
      expect(acked).toBeGreaterThan(0);
      expect(readTimes(identifier, 'test')).toEqual(
        Array.from({ length: acked }, (_, index) => (index + 1) * 1000),
      );
    }
  });

  test.skipIf(process.platform !== 'linux')(
    'pcc delivers every tick once, and pcprocess reads them',
    async () => {
      const random = seeded(2);
      let pcd = await startPcd(folder);
      const argv = [
        '--mode',
        'trickle',
        '--frequency',
        '1s',
        '--identifier',
        'server01',
        '--retry-max',
        '1s',
      ];
      const pcc = startNode(folder, [join(CLI, 'pcc.ts'), ...argv, '--batch', '0s'], {
        PCC_SERVER: `http://127.0.0.1:${pcd.port}`,
        PCC_APIKEY: 'key-of-server01',
      });
      for (let kill = 1; kill <= 3; kill += 1) {
        await pcc.logged('tick', 2 * kill);
        await sleep(random() * 50);
        pcd.run.child.kill('SIGKILL');
        await pcd.run.done;
        pcd = await startPcd(folder, pcd.port);
      }
      await pcc.logged('tick', 8);
      const ticks = (await stop(pcc)).filter(({ event }) => event === 'tick').map(({ time_ms }) => time_ms);
      pcd.run.child.kill('SIGTERM');
      await pcd.run.done;
      expect(readTimes('server01', '/proc/stat')).toEqual(ticks);

      const out = join(folder, 'out');
      const collection = join(folder, 'data', 'server01.json');
      const processed = spawnSync(process.execPath, [
        join(CLI, 'pcprocess.ts'),
        '--strict',
        collection,
        '--outdir',
        out,
      ]);
      expect(processed.status).toBe(0);
      const rows = readFileSync(join(out, 'proc/meminfo'), 'utf8').trim().split('\n');
      expect(rows.slice(1).map((row) => Math.round(Number(row.split(',')[0]) * 1000))).toEqual(
        ticks.slice(1),
      );
    },
  );
});

/** Ends pcc, which delivers what waits first, and answers its log; fails when it left anything undelivered. */
async function stop(pcc: ReturnType<typeof startNode>): Promise<Record<string, unknown>[]> {
  pcc.child.kill('SIGTERM');
  const { code, log } = await pcc.done;
  expect(code).toBe(0);
  expect(log.at(-1)).toMatchObject({ event: 'summary', dropped: 0, waiting: 0 });
  return log;
}
