import type { Block, FigureTable, ReportModel } from '../../report-model.ts';
import type { LiveBlock, LiveData } from './live-data.ts';

/** What the script needs of a report, and the place of each block in it. */
export interface Live {
  data: LiveData;
  /** The place of a block in the data's lists; undefined when the script needs nothing of it. */
  placeOf: (block: Block) => number | undefined;
}

const isLive = (block: Block): block is LiveBlock =>
  block.type === 'time-chart' || block.type === 'heat-chart' || block.type === 'small-multiples';

/** Gathers the charts and tables of a report in reading order. */
export function collectLive(model: ReportModel): Live {
  const all = model.sections.flatMap(({ blocks }) => blocks);
  const blocks = all.filter(isLive);
  const tables = all.filter((block): block is FigureTable => block.type === 'table');
  const places = new Map<Block, number>([
    ...blocks.map((block, at): [Block, number] => [block, at]),
    ...tables.map((block, at): [Block, number] => [block, at]),
  ]);
  return {
    data: {
      zone: model.timeZone,
      blocks,
      tables: tables.map(({ rows }) => rows.map(({ figures }) => figures)),
    },
    placeOf: (block) => places.get(block),
  };
}
