import { expect, test } from 'vitest';
import { layOutRadar } from './lay-out-radar.ts';

const SIZE = { width: 200, height: 100, radius: 40 };

test('axes go clockwise from the top, words stand outside', () => {
  const { axes, rings, middle } = layOutRadar(4, [], SIZE);
  expect(middle).toEqual({ x: 100, y: 50 });
  expect(axes.map(({ end }) => [end.x, end.y])).toEqual([
    [100, 10],
    [140, 50],
    [100, 90],
    [60, 50],
  ]);
  expect(axes.map(({ anchor }) => anchor)).toEqual(['middle', 'start', 'middle', 'end']);
  expect(axes[0]?.label.y).toBe(0);
  expect(rings.map(({ share }) => share)).toEqual([0.25, 0.5, 0.75, 1]);
});

test('a share is cut at the rim, an unknown one is passed over', () => {
  const [shape] = layOutRadar(4, [[0.5, 1.7, null, -1]], SIZE).shapes;
  expect(shape?.points).toEqual([{ x: 100, y: 30 }, { x: 140, y: 50 }, null, { x: 100, y: 50 }]);
  // Around the middle, which the drawing moves to its place.
  expect(shape?.path).toMatch(/^M0,-20L40,0L.*Z$/);
});

test.each([
  ['no axes', 0, [[]]],
  ['nothing known', 3, [[null, null, null]]],
  ['one of three', 3, [[0.4, null, null]]],
])('%s has no outline', (_name, axes, shapes) => {
  expect(layOutRadar(axes, shapes, SIZE).shapes[0]?.path).toBe('');
});
