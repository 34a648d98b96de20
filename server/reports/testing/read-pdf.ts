import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader program finds in a PDF. */
export interface ReadPdf {
  pages: string[];
  info: Record<string, unknown>;
  language: string | null;
  /** Drawn paths and raster images, over all pages. */
  paths: number;
  images: number;
}

/** Parses a PDF as a reader would. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
  const { info } = await document.getMetadata();
  const language = await document.getPageLabels().then(() => (info as Record<string, unknown>).Language);
  const read: ReadPdf = {
    pages: [],
    info: info as Record<string, unknown>,
    language: typeof language === 'string' ? language : null,
    paths: 0,
    images: 0,
  };
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    read.pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    const { fnArray } = await page.getOperatorList();
    read.paths += fnArray.filter((operator) => operator === OPS.constructPath).length;
    read.images += fnArray.filter((operator) => operator === OPS.paintImageXObject).length;
  }
  await document.loadingTask.destroy();
  return read;
}
