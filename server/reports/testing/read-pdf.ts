import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader program finds in a PDF. */
export interface ReadPdf {
  pages: string[];
  info: Record<string, unknown>;
  language: string | null;
  /** Whether a reader's window shows the title in place of the file's name. */
  showsTitle: boolean;
  /** Whether headings and tables are marked as such. */
  isTagged: boolean;
  /** Width and height of the first page, in points. */
  size: [number, number];
  /** Drawn paths and raster images, over all pages. */
  paths: number;
  images: number;
  /** Titles of the bookmarks, with the page they lead to, from 1. */
  bookmarks: { title: string; page: number | null }[];
  /** Links inside the document: from which page to which, from 1; null when a link leads nowhere. */
  links: { from: number; to: number | null }[];
  /** Texts that lie outside the page, or over its edge. */
  outside: string[];
}

type Opened = Awaited<ReturnType<typeof getDocument>['promise']>;

/** The page a destination leads to, from 1; null when it leads nowhere. */
async function pageOf(document: Opened, destination: unknown): Promise<number | null> {
  const found = typeof destination === 'string' ? await document.getDestination(destination) : destination;
  const [reference] = Array.isArray(found) ? found : [];
  return reference ? (await document.getPageIndex(reference)) + 1 : null;
}

/** Parses a PDF as a reader would. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
  const info = (await document.getMetadata()).info as Record<string, unknown>;
  // Its types say an object.
  const preferences = (await document.getViewerPreferences()) as Map<string, unknown> | null;
  const read: ReadPdf = {
    pages: [],
    info,
    language: typeof info.Language === 'string' ? info.Language : null,
    showsTitle: preferences?.get('DisplayDocTitle') === true,
    isTagged: (await document.getMarkInfo())?.Marked === true,
    size: [0, 0],
    paths: 0,
    images: 0,
    bookmarks: [],
    links: [],
    outside: [],
  };
  for (const { title, dest } of (await document.getOutline()) ?? [])
    read.bookmarks.push({ title, page: await pageOf(document, dest) });
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    if (number === 1) read.size = [width, height];
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ('str' in item ? [item] : []));
    read.pages.push(texts.map(({ str }) => str).join(' '));
    for (const { str, transform, width: long } of texts) {
      const [, , , , x = 0, y = 0] = transform as number[];
      if (x < 0 || y < 0 || y > height || x + long > width) read.outside.push(str);
    }
    const { fnArray } = await page.getOperatorList();
    read.paths += fnArray.filter((operator) => operator === OPS.constructPath).length;
    read.images += fnArray.filter((operator) => operator === OPS.paintImageXObject).length;
    for (const { subtype, dest } of await page.getAnnotations())
      if (subtype === 'Link') read.links.push({ from: number, to: await pageOf(document, dest) });
  }
  await document.loadingTask.destroy();
  return read;
}
