import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page as pixels: RGBA, row by row. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D;
  toBuffer(type: 'image/png'): Buffer;
}

/** What pdf.js draws on in Node comes with it; nothing else here uses it. */
const { createCanvas, loadImage } = createRequire(import.meta.resolve('pdfjs-dist/package.json'))(
  '@napi-rs/canvas',
) as {
  createCanvas(width: number, height: number): Canvas;
  loadImage(png: Buffer): Promise<CanvasImageSource & { width: number; height: number }>;
};

const PIXELS_PER_POINT = 64 / 72;

/** Draws pages of a PDF, numbered from 1, at 64 dpi; fonts and all come from the file. */
export async function drawPages(bytes: Uint8Array, numbers: readonly number[]): Promise<Picture[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
  const pictures: Picture[] = [];
  for (const number of numbers) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: PIXELS_PER_POINT });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    // pdf.js knows the canvas of browsers by its type only.
    const drawn = { canvas: canvas as unknown as HTMLCanvasElement, canvasContext: canvas.getContext('2d') };
    await page.render({ ...drawn, viewport }).promise;
    pictures.push(pictureOf(canvas));
  }
  await document.loadingTask.destroy();
  return pictures;
}

/** The pixels of a PNG. */
export async function readPng(png: Buffer): Promise<Picture> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return pictureOf(canvas);
}

/** A picture as a PNG. */
export function writePng({ width, height, data }: Picture): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  image.data.set(data);
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}

const pictureOf = (canvas: Canvas): Picture => ({
  width: canvas.width,
  height: canvas.height,
  data: canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data,
});
