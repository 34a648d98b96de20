import type { Finding } from '../report-model.ts';
import type { Fired } from './rules/rule.ts';

/** Where the findings of a machine stand in a report. */
export interface FindingPlace {
  /** In front of ids: `m2-` for the second of several machines. */
  prefix: string;
  machine: string | null;
  /** Ids of the sections that the report has. */
  sections: ReadonlySet<string>;
}

/** What a machine's rules said, as findings of a report. */
export const findingsOf = (fired: readonly Fired[], { prefix, machine, sections }: FindingPlace): Finding[] =>
  fired.map(({ rule, state, sentence, at }) => {
    const sectionId = `${prefix}${rule.section}`;
    return {
      id: `${prefix}${rule.id}`,
      state,
      resource: rule.resource,
      title: rule[state],
      evidence: sentence,
      advice: rule.advice,
      at: at === null ? null : new Date(at).toISOString(),
      sectionId: sections.has(sectionId) ? sectionId : null,
      machine,
    };
  });
