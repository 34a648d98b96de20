/** The parts of a report that can be chosen, in reading order. */
export const SECTION_IDS = [
  'comparison',
  'cpu',
  'cores',
  'memory',
  'disk',
  'filesystems',
  'network',
  'containers',
  'radar',
  'correlations',
  'quality',
  'statistics',
  'method',
] as const;

export type SectionId = (typeof SECTION_IDS)[number];
