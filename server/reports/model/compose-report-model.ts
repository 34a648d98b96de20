import { REPORT_MODEL_VERSION, type ReportModel, type Section } from '../report-model.ts';
import { findingsOf } from './findings.ts';
import { healthOf, worstHealth } from './health.ts';
import { kpisOf } from './kpis.ts';
import { machineLine } from './machine-line.ts';
import { machineSections } from './machine-sections.ts';
import type { ReportInput } from './report-input.ts';
import { fireRules } from './rules/fire-rules.ts';
import { allSamples, sampleFacts } from './sample-facts.ts';
import { sectionBasis } from './section-basis.ts';
import { changeSection } from './sections/change-section.ts';
import { comparisonSection } from './sections/comparison-section.ts';
import { methodSection } from './sections/method-section.ts';
import { sharedBasis } from './shared-basis.ts';
import type { Draft, Subject } from './subject.ts';

const ORDER = { act: 0, watch: 1, good: 2 } as const;

/** What is said of one machine. */
interface Told {
  subject: Subject;
  sections: Section[];
  prefix: string;
  /** Its name, where there are several. */
  machine: string | null;
}

/** Turns figures into a report. Pure: the same input gives the same model. */
export function composeReportModel(input: ReportInput): ReportModel {
  const { machines, options, generatedAt, compareWith } = input;
  const subjects = machines.map(({ facts, data }): Subject => ({ facts, data, options, generatedAt }));
  const told = subjects.map((subject, at) => tell(input, subject, at));
  const sections = [
    ...common(input, subjects),
    ...told.flatMap((one) => one.sections),
    ...ending(input, subjects),
  ];
  const ids = new Set(sections.map(({ id }) => id));
  const judged = told.map(({ subject, prefix, machine }) => {
    const fired = fireRules(subject);
    const place = { prefix, machine, sections: ids };
    return { findings: findingsOf(fired, place), health: healthOf(subject, fired, place) };
  });
  const measured = subjects.filter(({ data }) => data.stats.samples > 0);
  return {
    version: REPORT_MODEL_VERSION,
    title: options.title,
    customer: options.customer,
    logo: options.logo,
    accent: options.accent,
    tenant: input.tenantName,
    machines: subjects.map((subject) => ({ name: subject.facts.name, facts: machineLine(subject) })),
    range: rangeText(input),
    comparedWith: compareWith && rangeText(compareWith),
    timeZone: options.timeZone,
    generatedAt: generatedAt.toISOString(),
    samples: allSamples(subjects.map(sampleFacts)),
    quality: qualityOf(subjects),
    percentiles: [...options.percentiles],
    health: measured.length === 0 ? [] : worstHealth(judged.map(({ health }) => health)),
    kpis: measured.length === 1 && measured[0] ? kpisOf(measured[0]) : [],
    findings: judged.flatMap(({ findings }) => findings).toSorted((a, b) => ORDER[a.state] - ORDER[b.state]),
    sections,
  };
}

const rangeText = ({ start, end }: { start: Date; end: Date }) => ({
  start: start.toISOString(),
  end: end.toISOString(),
});

function tell({ machines, options }: ReportInput, subject: Subject, at: number): Told {
  const isOneOfMany = machines.length > 1;
  const prefix = isOneOfMany ? `m${at + 1}-` : '';
  const machine = isOneOfMany ? subject.facts.name : null;
  const before = machines[at]?.before;
  const drafts = machineSections(subject);
  if (before && options.sections.has('comparison') && subject.data.stats.samples > 0)
    drafts.unshift(changeSection(subject, { ...subject, data: before }));
  const basis = subject.data.stats.samples === 0 ? null : sectionBasis(subject);
  const sections = drafts.map((draft) => ({
    ...draft,
    id: `${prefix}${draft.id}`,
    title: machine === null ? draft.title : `${machine}: ${draft.title}`,
    basis,
    machine,
  }));
  return { subject, sections, prefix, machine };
}

/** What is about all machines, in front of them. */
function common({ options }: ReportInput, subjects: readonly Subject[]): Section[] {
  const comparison = options.sections.has('comparison') ? comparisonSection(subjects) : null;
  return comparison ? [placed(comparison, sharedBasis(subjects, options.timeZone))] : [];
}

/** How the figures are made, behind everything. */
function ending({ options }: ReportInput, subjects: readonly Subject[]): Section[] {
  const first = subjects.find(({ data }) => data.stats.samples > 0);
  return first && options.sections.has('method') ? [placed(methodSection(first), null)] : [];
}

const placed = (draft: Draft, basis: string | null): Section => ({ ...draft, basis, machine: null });

/** The worst of several machines. */
function qualityOf(subjects: readonly Subject[]): ReportModel['quality'] {
  const known = subjects.flatMap(({ data }) => data.quality ?? []);
  const [worst] = known.toSorted((a, b) => a.score - b.score);
  if (!worst) return null;
  const reasons = worst.reasons.map(({ text, points }) => ({ text, points }));
  return { score: worst.score, reasons: reasons.toSorted((a, b) => b.points - a.points) };
}
