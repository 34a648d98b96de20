import type { FigureTable, HeatChart, SmallMultiples, TimeChart } from '../../report-model.ts';

/** A block that the page's script draws again when its reader zooms. */
export type LiveBlock = TimeChart | HeatChart | SmallMultiples;

/** What the document carries for its script. A block's and a table's place in the lists is in its element. */
export interface LiveData {
  /** IANA name. */
  zone: string;
  blocks: LiveBlock[];
  /** Per table the raw figures of its rows, to sort by. */
  tables: FigureTable['rows'][number]['figures'][][];
}
