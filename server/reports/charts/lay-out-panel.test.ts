import { expect, test } from 'vitest';
import { layOutPanel } from './lay-out-panel.ts';

const frame = { start: 0, end: 3000, times: [0, 1000, 2000], resolutionSeconds: 1, top: 100 };

test('a line breaks where nothing was measured, a lone sample is still seen', () => {
  const { line, band } = layOutPanel(frame, { avg: [50, null, 100], min: null, max: null }, 300, 40);
  expect(line).toBe('M0,20L100,20M200,0L300,0');
  expect(band).toBe('');
});

test('a band lies between lowest and highest', () => {
  const panel = { avg: [50, 50, 50], min: [0, 25, 50], max: [100, 75, null] };
  expect(layOutPanel(frame, panel, 300, 40).band).toBe('M0,0L100,10L100,30L0,40Z');
});

test.each([
  ['no samples', { ...frame, times: [] }, []],
  ['an axis of zeros', { ...frame, top: 0 }, [0, 0, 0]],
])('%s do not break it', (_, axes, avg) => {
  expect(layOutPanel(axes, { avg, min: null, max: null }, 300, 40).line).not.toContain('NaN');
});
