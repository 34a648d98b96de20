import type { SectionId } from '#server/reports/model/section-ids.ts';

/** The parts of a report in words, in reading order. */
export const SECTION_NAMES: Readonly<Record<SectionId, string>> = {
  comparison: 'Comparison',
  cpu: 'CPU',
  cores: 'Each CPU',
  memory: 'Memory',
  disk: 'Disks',
  filesystems: 'File systems',
  network: 'Network',
  containers: 'Containers',
  radar: 'Radar',
  correlations: 'Correlations',
  quality: 'Data quality',
  statistics: 'All figures',
  method: 'How figures are computed',
};
