/** What a report is printed on. */
export const PAPER_SIZES = ['a4', 'letter'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

/** A page and what its margins leave, in points. */
export interface Paper {
  width: number;
  height: number;
  margin: { left: number; top: number; bottom: number };
  /** Of the text and the figures. */
  content: { width: number; height: number };
}

const SIZES: Record<PaperSize, readonly [number, number]> = { a4: [595.28, 841.89], letter: [612, 792] };
const MARGIN = { left: 46, top: 68, bottom: 62 };

/** The page of a size with the margins of all reports. */
export function paperOf(size: PaperSize): Paper {
  const [width, height] = SIZES[size];
  return {
    width,
    height,
    margin: MARGIN,
    content: { width: width - 2 * MARGIN.left, height: height - MARGIN.top - MARGIN.bottom },
  };
}
