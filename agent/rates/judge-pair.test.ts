import { describe, expect, test } from 'vitest';
import type { Host } from '../procfs/host.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import { judgePair } from './judge-pair.ts';

const START = 1_767_813_011_120;
const HOUR = 3600;

/** A snapshot `wall` seconds after the start, with an uptime and a number of context switches. */
const snap = (wall: number, uptime?: number, switches = 0, bootTime: number | null = null): Snapshot => ({
  time: START + wall * 1000,
  ...(uptime !== undefined && { uptime }),
  stat: { cpus: {}, contextSwitches: switches, bootTime, procsRunning: null, procsBlocked: null },
});

const told = (snapshot: Snapshot, intervalSeconds: number): Snapshot => ({
  ...snapshot,
  host: { intervalSeconds } as Host,
});

describe('judgePair', () => {
  test.each([
    ['a regular interval', snap(0, 100), snap(1, 101), 1, 1, []],
    ['the first snapshot', null, snap(0, 100), 1, null, []],
    ['the same snapshot twice', snap(0, 100), snap(0, 100), 1, null, []],
    ['a late tick', snap(0, 100), snap(2.5, 102.5), 1, 2.5, []],
    ['a gap', snap(0, 100), snap(2.6, 102.6), 1, null, ['gap']],
    ['a suspended machine', snap(0, 100), snap(HOUR, 100 + HOUR), 1, null, ['gap']],
    ['a restart', snap(0, 5000), snap(60, 20), 60, null, ['restart']],
    [
      'a restart after a short life',
      snap(0, 10, 900),
      snap(60, 30, 500, START / 1000 + 30),
      60,
      null,
      ['restart'],
    ],
    ['the clock set forward', snap(0, 100), snap(HOUR + 1, 101), 1, 1, ['clock_step']],
    ['the clock set back', snap(0, 100), snap(1 - HOUR, 101), 1, 1, ['clock_step']],
    [
      'the clock set forward soon after boot',
      snap(0, 100),
      snap(HOUR + 1, 101, 5, START / 1000 + HOUR - 100),
      1,
      1,
      ['clock_step'],
    ],
    ['the clock slewed', snap(0, 100), snap(60.03, 160), 60, 60, []],
    ['a clock step in a gap', snap(0, 100), snap(HOUR, 110), 1, null, ['clock_step', 'gap']],
    ['no uptime', snap(0), snap(5), 5, 5, []],
    ['no uptime, restarted', snap(0, undefined, 900), snap(5, undefined, 10), 5, null, ['restart']],
    ['no uptime, booted since', snap(0), snap(60, undefined, 10, START / 1000 + 30), 60, null, ['restart']],
    ['no uptime, the clock set back', snap(0), snap(-HOUR), 5, null, ['clock_step']],
    ['no interval known, within what can be set', snap(0, 100), snap(150, 250), undefined, 150, []],
    ['no interval known, beyond', snap(0, 100), snap(151, 251), undefined, null, ['gap']],
    ['an interval below what can be set', snap(0, 100), snap(2, 102), 0.1, 2, []],
    ['the collector’s word against the caller’s', told(snap(0, 100), 10), snap(20, 120), 1, 20, []],
    ['a collector told otherwise since', told(snap(0, 100), 1), told(snap(20, 120), 10), 1, 20, []],
  ])('%s', (_name, previous, current, interval, seconds, types) => {
    const judged = judgePair(previous, current, interval);
    if (seconds === null) expect(judged.seconds).toBeNull();
    else expect(judged.seconds).toBeCloseTo(seconds, 6);
    expect(judged.events).toEqual(types.map((type) => ({ at: current.time, type })));
  });

  test('whole seconds of earlier collectors are no clock step', () => {
    const previous = { time: 1_767_813_011_000, uptime: 100 };
    expect(judgePair(previous, { time: 1_767_813_018_000, uptime: 105.1 }, 5).events).toEqual([]);
  });
});
