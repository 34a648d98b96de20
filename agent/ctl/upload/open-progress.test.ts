import { expect, test } from 'vitest';
import { openProgress } from './open-progress.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const progress = openProgress('a.csv', { isTTY, write: (text) => written.push(text) }, () => time);
  return { written, progress, at: (ms: number) => (time = ms) };
}

test('on a terminal one line moves, five times a second at most', () => {
  const { written, progress, at } = record(true);
  progress.sending(1e6, 10e6, 1e6);
  at(100);
  progress.sending(2e6, 10e6, 1e6);
  at(1000);
  progress.sending(3e6, 10e6, 1e6);
  progress.phase('reading', 0.5);
  progress.clear();
  expect(written).toEqual([
    '\r\u001b[Ka.csv: sending 1.0 MB of 10.0 MB (10 %)',
    '\r\u001b[Ka.csv: sending 3.0 MB of 10.0 MB (30 %), 2.0 MB/s, 4 s left',
    '\r\u001b[Ka.csv: reading 50 %',
    '\r\u001b[K',
  ]);
});

test('elsewhere there is a line for each phase, and one each 10 s', () => {
  const { written, progress, at } = record(false);
  progress.phase('queued', 0);
  at(9000);
  progress.phase('queued', 0);
  at(10_000);
  progress.phase('queued', 0);
  progress.phase('storing', null);
  progress.say('trying again');
  progress.clear();
  expect(written).toEqual([
    'a.csv: queued\n',
    'a.csv: queued\n',
    'a.csv: storing\n',
    'a.csv: trying again\n',
  ]);
});
