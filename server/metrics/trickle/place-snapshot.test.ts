import { expect, test } from 'vitest';
import { parseSnapshot } from '#agent/procfs/parse-snapshot.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { type PlacedSnapshot, placeSnapshot } from './place-snapshot.ts';

/** A snapshot at `second`, by its clock, with the context switches of `takenAt`. */
function snapshot(second: number, takenAt = second, bootTime = 1000): Snapshot {
  const measurement = `cpu  1 0 0 0 0 0 0 0 0 0\nctxt ${takenAt * 10}\nbtime ${bootTime}\nprocs_running 1\nprocs_blocked 0\n`;
  return parseSnapshot([{ timestamp: second, subsystem: '/proc/stat', measurement }]);
}

/** Places the snapshots as they come; what was stored before has no `previous`. */
function place(arriving: Snapshot[], stored: PlacedSnapshot[] = []) {
  let placed = stored;
  const apart: PlacedSnapshot[] = [];
  arriving.forEach((one, index) => {
    const next = placeSnapshot(placed, one, stored.length + index + 1);
    placed = next.placed;
    apart.push(...next.apart);
  });
  const show = (row: PlacedSnapshot[]) =>
    row.map(({ snapshot: { time }, ratedFrom, previous }) => [
      time / 1000,
      ratedFrom === null ? null : ratedFrom / 1000,
      previous === undefined ? 'as it was' : previous === null ? null : previous.time / 1000,
    ]);
  return { placed: show(placed), apart: show(apart), row: placed };
}
const stored = (seconds: number[]) =>
  place(seconds.map((second) => snapshot(second))).row.map(({ previous: _, ...rest }) => rest);

test.each([
  ['in order', [2000, 2005, 2010]],
  ['backwards', [2010, 2005, 2000]],
  ['mixed', [2005, 2010, 2000]],
])('%s: each starts from the one before it', (_, seconds) => {
  expect(place(seconds.map((second) => snapshot(second))).placed).toEqual([
    [2000, null, null],
    [2005, 2000, 2000],
    [2010, 2005, 2005],
  ]);
});

test('what was stored is rated anew only when something came between it and its start', () => {
  expect(place([snapshot(2007)], stored([2000, 2005, 2010, 2015])).placed).toEqual([
    [2000, null, 'as it was'],
    [2005, 2000, 'as it was'],
    [2007, 2005, 2005],
    [2010, 2007, 2007],
    [2015, 2010, 'as it was'],
  ]);
  const forgotten = stored([2000, 2005, 2010]).slice(2);
  expect(place([snapshot(2001)], forgotten).placed).toEqual([
    [2001, null, null],
    [2010, 2005, 'as it was'],
  ]);
});

test('a clock set back begins a new row: no rate over a stretch that the clock does not tell', () => {
  const late = place([snapshot(2003, 2020), snapshot(2008, 2025)], stored([2000, 2005, 2010, 2015]));
  expect(late.placed).toEqual([
    [2003, 2003, 2015],
    [2008, 2003, 2003],
  ]);
  expect(late.apart.map(([time]) => time)).toEqual([2000, 2005, 2010, 2015]);
});

test('a late snapshot from before a boot is late, and no clock set back', () => {
  const rebooted = place([snapshot(2000, 5000), snapshot(2060, 10, 2050)]).row;
  expect(place([snapshot(2005, 5005)], rebooted).placed.map(([time]) => time)).toEqual([2000, 2005, 2060]);
});
