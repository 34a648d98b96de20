import { REPORT_MODEL_VERSION, type ReportModel, type Section } from '../report-model.ts';
import { coresSection } from './cores-section.ts';
import { cpuSection } from './cpu-section.ts';
import { diskSection } from './disk-section.ts';
import { findings } from './findings.ts';
import { kpis } from './kpis.ts';
import { machineLine } from './machine-line.ts';
import { memorySection } from './memory-section.ts';
import { methodSection } from './method-section.ts';
import { networkSection } from './network-section.ts';
import type { ReportInput } from './report-input.ts';
import { sampleFacts } from './sample-facts.ts';
import { statisticsSection } from './statistics-section.ts';

/** Turns figures into a report. Pure: the same input gives the same model. */
export function composeReportModel(input: ReportInput): ReportModel {
  const samples = sampleFacts(input);
  const isEmpty = samples.count === 0;
  const sections = isEmpty
    ? [emptySection(input.machine.name)]
    : [
        cpuSection(input),
        memorySection(input),
        diskSection(input),
        networkSection(input),
        coresSection(input),
        statisticsSection(input.stats),
        methodSection(input, samples),
      ];
  return {
    version: REPORT_MODEL_VERSION,
    title: 'Performance report',
    customer: null,
    logo: null,
    accent: null,
    tenant: input.tenantName,
    machines: [{ name: input.machine.name, facts: machineLine(input.machine) }],
    range: { start: input.start.toISOString(), end: input.end.toISOString() },
    generatedAt: input.generatedAt.toISOString(),
    comparedWith: null,
    timeZone: 'UTC',
    samples,
    quality: null,
    percentiles: [50, 95, 97.5, 99, 100],
    health: [],
    kpis: isEmpty ? [] : kpis(input),
    findings: findings(input, samples),
    sections: sections.filter((section) => section !== null),
  };
}

const emptySection = (machine: string): Section => ({
  id: 'empty',
  title: 'No samples in this range',
  intro: null,
  basis: null,
  machine: null,
  blocks: [
    {
      type: 'paragraph',
      text: `Nothing was recorded for ${machine} in this range, so there are no figures to report. Choose a range in which its agent was running or for which a file was uploaded; the machine page shows when it was last seen.`,
    },
  ],
});
