import type { Section } from '../report-model.ts';
import { chartSeries } from './chart-series.ts';
import { countedDevices } from './counted-devices.ts';
import { deviceTable } from './device-table.ts';
import type { ReportInput } from './report-input.ts';
import { timeFrame } from './time-frame.ts';

const COLUMNS = [
  { id: 'disk_busy', label: 'busy' },
  { id: 'disk_wait', label: 'wait' },
  { id: 'disk_queue', label: 'queue' },
  { id: 'disk_read_bytes', label: 'read' },
  { id: 'disk_write_bytes', label: 'written' },
  { id: 'disk_read_ops', label: 'reads' },
  { id: 'disk_write_ops', label: 'writes' },
];

/** Throughput of all whole disks over time, and each disk at p95; null when the range has none. */
export function diskSection(input: ReportInput): Section | null {
  const series = chartSeries(input.host, [
    { id: 'disk_read_bytes', label: 'read', colour: 'read' },
    { id: 'disk_write_bytes', label: 'written', colour: 'write' },
  ]);
  const table = deviceTable('at p95', countedDevices(input.stats).disk, COLUMNS);
  if (series.length === 0 && !table) return null;
  return {
    id: 'disk',
    basis: null,
    machine: null,
    title: 'Disk',
    intro: input.host.raw ? null : 'The shade is the range from lowest to highest sample in each average.',
    blocks: [
      ...(series.length > 0
        ? [
            {
              ...timeFrame(input),
              title: 'All disks',
              unit: 'bytes_per_second' as const,
              form: 'lines' as const,
              top: null,
              ceiling: null,
              series,
              peak: null,
            },
          ]
        : []),
      ...(table ? [table] : []),
    ],
  };
}
