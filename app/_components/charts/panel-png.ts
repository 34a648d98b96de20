import { formatStretch } from '../format/zoned-time.ts';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';

const PAD = 16;
const HEAD = 52;
const FOOT = 26;
const SWATCH = 9;

/**
 * A panel as a picture in the colours of the present theme: title, unit, legend, the plot as it stands, and which
 * time it shows. `plot` is uPlot's canvas, of whose resolution the picture is.
 */
export async function panelPng(plot: HTMLCanvasElement, state: PlotState, of: string): Promise<Blob> {
  const ratio = devicePixelRatio;
  const width = plot.width / ratio + 2 * PAD;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(plot.height + (HEAD + FOOT + PAD) * ratio);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('This browser gives no canvas to draw on.');
  ctx.scale(ratio, ratio);
  const height = canvas.height / ratio;
  ctx.fillStyle = readColor('--surface');
  ctx.fillRect(0, 0, width, height);
  ctx.textBaseline = 'alphabetic';
  const write = (text: string, x: number, y: number, { color = '--text-2', font = '12px' } = {}) => {
    ctx.font = `${font} "Inter Variable", Inter, system-ui, sans-serif`;
    ctx.fillStyle = readColor(color);
    ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  };
  const { panel, hidden, start, end, zone } = state;
  const titled = write(panel.title || of, PAD, PAD + 10, { color: '--text', font: '600 14px' });
  write([panel.unit, panel.basis].filter(Boolean).join(' · '), PAD + titled + 10, PAD + 10);
  let x = PAD;
  // Rows of a heat map are named on its axis.
  const entries = panel.layers
    .filter(({ key }) => !panel.heat && !hidden.has(key))
    .concat(
      panel.peak && !hidden.has('peak')
        ? [{ key: 'peak', label: panel.peak.label, color: '--text-3', avg: [], min: [], max: [] }]
        : [],
    );
  for (const { label, color } of entries) {
    ctx.fillStyle = readColor(color);
    ctx.fillRect(x, PAD + 22, SWATCH, SWATCH);
    x += SWATCH + 5 + write(label, x + SWATCH + 5, PAD + 31) + 14;
  }
  ctx.drawImage(plot, PAD, HEAD + 4, plot.width / ratio, plot.height / ratio);
  const range = `${formatStretch(start, end, zone)} (${zone})`;
  write([of, range].filter(Boolean).join(' · '), PAD, height - PAD + 2, { color: '--text-3', font: '11px' });
  return new Promise((done, failed) => {
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error('The picture could not be made.'))),
      'image/png',
    );
  });
}
