import type { RangeData } from '../data/range-data.ts';
import type { Section } from '../report-model.ts';
import type { MachineFacts } from './report-input.ts';
import type { ResolvedOptions } from './resolve-options.ts';

/** What a section or a rule is about: one machine over one range. */
export interface Subject {
  facts: MachineFacts;
  data: RangeData;
  options: ResolvedOptions;
  generatedAt: Date;
}

/** A section before it is placed in a report. */
export type Draft = Omit<Section, 'basis' | 'machine'>;
