import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Words as they are compared: no capitals, one space. */
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

/** The pages, from 1, that hold these words. */
export async function findPages(document: PDFDocumentProxy, words: string): Promise<number[]> {
  const wanted = plain(words).trim();
  const found: number[] = [];
  if (wanted === '') return found;
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
    if (plain(text).includes(wanted)) found.push(number);
  }
  return found;
}
