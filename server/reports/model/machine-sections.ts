import type { SectionId } from './section-ids.ts';
import { containersSection } from './sections/containers-section.ts';
import { coresSection } from './sections/cores-section.ts';
import { correlationsSection } from './sections/correlations-section.ts';
import { cpuSection } from './sections/cpu-section.ts';
import { diskSection } from './sections/disk-section.ts';
import { filesystemsSection } from './sections/filesystems-section.ts';
import { memorySection } from './sections/memory-section.ts';
import { networkSection } from './sections/network-section.ts';
import { qualitySection } from './sections/quality-section.ts';
import { radarSection } from './sections/radar-section.ts';
import { statisticsSection } from './sections/statistics-section.ts';
import type { Draft, Subject } from './subject.ts';

const SECTIONS: readonly (readonly [SectionId, (subject: Subject) => Draft | null])[] = [
  ['cpu', cpuSection],
  ['cores', coresSection],
  ['memory', memorySection],
  ['disk', diskSection],
  ['filesystems', filesystemsSection],
  ['network', networkSection],
  ['containers', containersSection],
  ['radar', radarSection],
  ['correlations', correlationsSection],
  ['quality', qualitySection],
  ['statistics', statisticsSection],
];

/** The sections about one machine that were chosen and have something to say, in reading order. */
export function machineSections(subject: Subject): Draft[] {
  if (subject.data.stats.samples === 0) return [emptySection(subject.facts.name)];
  return SECTIONS.flatMap(([id, make]) => (subject.options.sections.has(id) ? (make(subject) ?? []) : []));
}

const emptySection = (machine: string): Draft => ({
  id: 'empty',
  title: 'No samples in this range',
  intro: null,
  blocks: [
    {
      type: 'paragraph',
      text: `Nothing was recorded for ${machine} in this range, so there are no figures to report. Choose a range in which its agent was running or for which a file was uploaded; the machine page shows when it was last seen.`,
    },
  ],
});
