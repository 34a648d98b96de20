import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillRounds } from './testing/drill-rounds.ts';
import { makeFolder } from './testing/make-folder.ts';
import { openTestSpool } from './testing/open-test-spool.ts';
import { seededRandom } from './testing/seeded-random.ts';

const ROUNDS = drillRounds(200, process.env);
const COUNT = 60;
/** Of the last record in a segment; a flip in it may look like a cut-off end. */
const snapshot = (n: number): string => JSON.stringify({ records: [{ n, text: `${n} `.repeat(20) }] });

let root: string;
beforeAll(() => {
  root = makeFolder('damage-');
  const { spool } = openTestSpool(join(root, 'whole'));
  for (let n = 1; n <= COUNT; n += 1) spool.push(snapshot(n));
  spool.ack(5);
  spool.close();
});
afterAll(() => rmSync(root, { recursive: true }));

test(`one flipped bit anywhere costs one record at most (${ROUNDS} flips; DRILL_ROUNDS for more)`, () => {
  const random = seededRandom(20_261);
  const files = readdirSync(join(root, 'whole')).map((name) => ({
    name,
    bytes: readFileSync(join(root, 'whole', name)),
  }));
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const copy = join(root, 'copy');
  let lost = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(join(root, 'whole'), copy, { recursive: true });
    let at = Math.floor(random() * total);
    const file = files.find(({ bytes }) => {
      if (at < bytes.length) return true;
      at -= bytes.length;
      return false;
    })!;
    const damaged = Buffer.from(file.bytes);
    damaged[at] = damaged[at]! ^ (1 << Math.floor(random() * 8));
    writeFileSync(join(copy, file.name), damaged);

    const { spool, drain } = openTestSpool(copy);
    const next = spool.push(snapshot(COUNT + 1));
    const { seqs, snapshots, gaps } = drain();
    spool.close();
    // Each under its own number, none twice, and a number of its own for the new one.
    expect(next).toBe(COUNT + 1);
    expect(snapshots).toEqual(seqs.map(snapshot));
    expect(new Set(seqs).size).toBe(seqs.length);
    const missing = Array.from({ length: COUNT - 5 }, (_, n) => n + 6).filter((seq) => !seqs.includes(seq));
    expect(missing.length).toBeLessThanOrEqual(file.name === 'cursor' ? 0 : 1);
    // What is missing is declared, unless the server has it anyway.
    expect(gaps).toEqual(missing.map((seq) => expect.objectContaining({ from: seq, to: seq })));
    lost += missing.length;
  }
  expect(lost).toBeGreaterThan(0);
});
