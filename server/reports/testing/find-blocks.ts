import type { Block, ReportModel } from '../report-model.ts';

/** The blocks of a section; none when it is not there. */
export const blocksOf = (model: ReportModel, section: string): Block[] =>
  model.sections.find(({ id }) => id === section)?.blocks ?? [];

/** The first block of a type in a section. */
export const blockOf = <T extends Block['type']>(model: ReportModel, section: string, type: T) =>
  blocksOf(model, section).find((block): block is Extract<Block, { type: T }> => block.type === type);
