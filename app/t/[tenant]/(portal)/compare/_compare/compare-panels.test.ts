import { expect, test } from 'vitest';
import { metricsOf } from '#agent/contract/metrics.ts';
import type { SeriesResult } from '#server/metrics/types.ts';
import { compareEvents, comparePanels } from './compare-panels.ts';
import type { Side } from './sides.ts';

const MEMORY = metricsOf('host').filter(({ id }) => id === 'mem_used');
const side = (letter: string, start: number): Side => ({
  ...{ letter, machine: letter, label: letter, color: '--s-user' },
  window: { start, end: start + 10_000 },
});
const result = (start: number, values: (number | null)[], raw = true): SeriesResult => ({
  ...{ kind: 'host', resolutionSeconds: 1, raw, source: 'raw', entities: {} },
  timestamps: values.map((_, index) => start + index * 1000),
  series: { mem_used: { avg: values, min: values, max: values } },
  events: [{ at: start + 500, type: 'gap' }],
});

test('two ranges are aligned at their starts, and A − B is drawn', () => {
  const sides = [side('A', 50_000), side('B', 10_000)];
  const results = [result(50_000, [3, 4]), result(10_000, [1, 6])];
  const [panels] = comparePanels(MEMORY, sides, results);
  const MIB = 1024 ** 2;
  expect(panels?.series.times).toEqual([50_000, 51_000]);
  expect(panels?.series.layers.map(({ key, avg }) => [key, avg])).toEqual([
    ['A', [3 * MIB, 4 * MIB]],
    ['B', [MIB, 6 * MIB]],
  ]);
  expect(panels?.difference).toMatchObject({ title: 'Memory used: A − B', signed: true });
  expect(panels?.difference.layers.map(({ avg }) => avg)).toEqual([[2 * MIB, -2 * MIB]]);
  expect(compareEvents(sides, results)).toEqual([
    { at: 50_500, type: 'gap' },
    { at: 50_500, type: 'gap' },
  ]);
});

test('more than two are told from their average, where at least two are known', () => {
  const sides = ['A', 'B', 'C'].map((letter) => side(letter, 0));
  const [panels] = comparePanels(MEMORY, sides, [
    result(0, [1, 1]),
    result(0, [2, null]),
    result(0, [6, null], false),
  ]);
  const MIB = 1024 ** 2;
  expect(panels?.series.bucketed).toBe(true);
  expect(panels?.difference.layers.map(({ key, avg }) => [key, avg])).toEqual([
    ['A', [-2 * MIB, null]],
    ['B', [-MIB, null]],
    ['C', [3 * MIB, null]],
  ]);
});

test('a side without values has no line, and nothing is told apart', () => {
  const [panels] = comparePanels(MEMORY, [side('A', 0), side('B', 0)], [result(0, [1]), result(0, [])]);
  expect([panels?.series.layers.length, panels?.difference.layers.length]).toEqual([1, 0]);
});
