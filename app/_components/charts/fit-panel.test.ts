import { expect, test } from 'vitest';
import { fitPanel } from './fit-panel.ts';
import type { PanelData } from './panel.ts';

const CHOICE = { bytes: 'binary', network: 'bits' } as const;
const MIB = 1024 ** 2;
const layer = (key: string, column: (number | null)[]) => ({
  key,
  label: key,
  color: '--s-read',
  avg: column,
  min: column,
  max: column,
});
const panel = (more: Partial<PanelData> = {}): PanelData => ({
  id: 'disk',
  title: 'Disk',
  quantity: 'bytes_rate',
  note: '',
  basis: 'raw, 1 s',
  stacked: false,
  yMax: null,
  bucketed: false,
  times: [1000, 2000],
  layers: [layer('read', [MIB, null]), layer('write', [0, 3 * MIB])],
  peak: null,
  ...more,
});

test('all layers are written in the unit of the highest value', () => {
  const { unit, layers } = fitPanel(panel(), CHOICE);
  expect(unit).toBe('MiB/s');
  expect(layers.map(({ avg }) => avg)).toEqual([
    [1, null],
    [0, 3],
  ]);
});

test('a stack is as high as its sum, and has a note', () => {
  const column = [700 * 1024, 0];
  const stack = panel({
    quantity: 'bytes',
    note: 'of 2',
    stacked: true,
    layers: [layer('a', column), layer('b', column)],
  });
  expect(fitPanel(stack, CHOICE).unit).toBe('MiB of 2');
});

test('on a logarithmic axis a stack becomes lines', () => {
  const stack = panel({ stacked: true, peak: { label: 'peak', values: [1, 2] } });
  expect(fitPanel(stack, CHOICE, true)).toMatchObject({ stacked: false, peak: null });
});

test('of differences the furthest from 0 counts, up or down', () => {
  const differences = panel({ signed: true, layers: [layer('A − B', [-3 * MIB, 1024])] });
  expect(fitPanel(differences, CHOICE)).toMatchObject({ unit: 'MiB/s', layers: [{ avg: [-3, 1 / 1024] }] });
});

test('a panel without values has the smallest unit', () => {
  expect(fitPanel(panel({ layers: [], times: [] }), CHOICE).unit).toBe('B/s');
});

test.each([
  [50, 'packets', 'packets/s'],
  [50_000, 'packets', 'thousand packets/s'],
  [5e6, 'packets', 'million packets/s'],
  [50_000, '', 'k/s'],
])('%d a second of %s', (value, note, unit) => {
  const layers = [layer('a', [value, 0])];
  expect(fitPanel(panel({ quantity: 'per_second', note, layers }), CHOICE).unit).toBe(unit);
});
