import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { drillRounds } from '../spool/testing/drill-rounds.ts';
import { seededRandom } from '../spool/testing/seeded-random.ts';
import { type Answer, answer, openPeer, type Peer } from './testing/open-peer.ts';

interface Drill {
  argv: (folder: string, server: string) => string[];
  /** The kill comes up to so much after it began to collect. */
  longestMs: number;
  rounds: number;
}

/** A drill with fewer snapshots has shown nothing. */
const FEWEST = 3;

const PCC = join(import.meta.dirname, '../cli/pcc.ts');
const FAST = join(import.meta.dirname, 'testing/drill-process.ts');

test.skipIf(process.platform !== 'linux').each<[string, Drill]>([
  [
    'pcc',
    {
      argv: (_folder, server) => [
        PCC,
        ...['--mode', 'trickle', '--frequency', '1s', '--batch', '0s', '--retry-max', '1s'],
        ...['--identifier', 'server01', '--status', 'none', '--server', server],
      ],
      longestMs: 1800,
      rounds: drillRounds(3, process.env),
    },
  ],
  [
    'spool and delivery at 200 ticks a second',
    {
      argv: (folder, server) => [FAST, folder, server],
      longestMs: 300,
      rounds: drillRounds(6, process.env),
    },
  ],
])(
  '%s: killed at any moment, nothing is lost and nothing comes twice (DRILL_ROUNDS for more)',
  async (_name, drill) => {
    const random = seededRandom(4711);
    const peer = await openPeer();
    const folder = mkdtempSync(join(tmpdir(), 'kill-'));
    const taken = new Set<number>();
    try {
      for (let round = 0; round < drill.rounds; round += 1) {
        await setMood(peer, random);
        await runAndKill(drill, { folder, peer, random, taken });
      }
      peer.script.length = 0;
      await peer.open();
      await runAndKill(drill, {
        folder,
        peer,
        random,
        taken,
        until: () =>
          vi.waitFor(() => {
            // However early all kills came: something was taken, before this run or in it.
            expect(taken.size).toBeGreaterThan(FEWEST);
            expect([...taken].filter((time) => !peer.times.has(time))).toEqual([]);
          }, 60_000),
      });
    } finally {
      await peer.close();
      rmSync(folder, { recursive: true });
    }
    // What the last run took after that moment is in its spool still; none of the rest came twice.
    expect([...peer.times].filter(([, count]) => count !== 1)).toEqual([]);
    console.info(
      `${drill.rounds} kills, ${taken.size} snapshots taken, ${peer.deliveries.length} deliveries`,
    );
  },
  1_800_000,
);

/** The server is away, or comes up, or does its worst. */
async function setMood(peer: Peer, random: () => number): Promise<void> {
  const resetAfterCommit: Answer = (delivery, response) => {
    const { socket } = response;
    peer.store(delivery, { end: () => socket?.resetAndDestroy() } as unknown as typeof response);
  };
  const worst = [
    resetAfterCommit,
    resetAfterCommit,
    answer(500, 'oops'),
    answer(200, 'garbage'),
    answer(429, '', { 'retry-after': '0' }),
    peer.store,
  ];
  if (random() < 0.3) await peer.close();
  else await peer.open();
  peer.script.length = 0;
  if (random() < 0.5)
    peer.script.push(
      ...Array.from({ length: 5 }, () => worst[Math.floor(random() * worst.length)] ?? peer.store),
    );
}

interface Scene {
  folder: string;
  peer: Peer;
  random: () => number;
  taken: Set<number>;
  /** Unless given: a random moment. */
  until?: () => Promise<unknown>;
}

async function runAndKill(drill: Drill, { folder, peer, random, taken, until }: Scene): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH,
    PCC_LOGLEVEL: 'debug',
    PCC_APIKEY: 'pmk_a_b',
    PCC_APIKEY_FILE: join(folder, 'apikey'),
    PCC_SPOOL: folder,
  };
  const child = spawn(process.execPath, drill.argv(folder, peer.url), {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = once(child, 'close');
  let rest = '';
  const collecting = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.stderr.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.includes('"event":"tick"')) taken.add((JSON.parse(line) as { time_ms: number }).time_ms);
        if (line.includes('"event":"collecting"')) resolve();
      }
    });
  });
  // Also before it collects: while it opens the spool.
  if (until) await until();
  else if (random() < 0.1) await sleep(random() * 300);
  else await collecting.then(() => sleep(random() * drill.longestMs));
  child.kill('SIGKILL');
  await closed;
}
