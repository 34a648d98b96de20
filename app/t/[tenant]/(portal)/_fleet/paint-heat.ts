import { readColor } from '#app/_components/charts/read-color.ts';
import { lineAt } from '#server/fleet/line.ts';

/** The faintest that is told from nothing measured. */
const FAINTEST = 0.07;

/**
 * Paints lines (see line) as rows of single pixels, the higher the stronger; the canvas is stretched to its size on the
 * page. A thousand machines' hour are 60,000 pixels, painted at once.
 */
export function paintHeat(canvas: HTMLCanvasElement, lines: readonly string[], steps: number): void {
  canvas.width = Math.max(1, steps);
  canvas.height = Math.max(1, lines.length);
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(readColor('--s-used').slice(at, at + 2), 16),
  );
  lines.forEach((line, row) => {
    for (let step = 0; step < steps; step += 1) {
      const value = lineAt(line, step);
      if (value === null) continue;
      const at = (row * canvas.width + step) * 4;
      image.data[at] = red;
      image.data[at + 1] = green;
      image.data[at + 2] = blue;
      image.data[at + 3] = Math.round(255 * (FAINTEST + (1 - FAINTEST) * (value / 100)));
    }
  });
  context.putImageData(image, 0, 0);
}
