import type { FigureUnit, Resource, State } from '../../report-model.ts';
import type { SectionId } from '../section-ids.ts';
import type { Subject } from '../subject.ts';
import type { ThresholdId } from '../thresholds.ts';

/** What a rule measured: the figure that is compared, the sentence that states it, and when it was worst (Unix ms). */
export interface Evidence {
  value: number;
  sentence: string;
  at: number | null;
  /** The verdict, where it is not the threshold's alone. */
  state?: Exclude<State, 'unrated'>;
}

/**
 * One rule: the figure it looks at (null: not measured, or no case for this rule), the limit it is compared with, and
 * what it then says. Below `watch` it is silent. A rule without a threshold judges by itself (`Evidence.state`).
 */
export interface FindingRule {
  id: string;
  resource: Resource;
  section: SectionId;
  threshold: ThresholdId | null;
  measure: (subject: Subject) => Evidence | null;
  watch: string;
  act: string;
  advice: string;
}

/** A rule that fired. */
export interface Fired extends Evidence {
  rule: FindingRule;
  state: 'watch' | 'act';
  unit: FigureUnit;
}
