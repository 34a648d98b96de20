import type { Section } from '../report-model.ts';
import { chartSeries } from './chart-series.ts';
import { countedDevices } from './counted-devices.ts';
import { deviceTable } from './device-table.ts';
import type { ReportInput } from './report-input.ts';
import { timeFrame } from './time-frame.ts';

const COLUMNS = [
  { id: 'net_rx_bytes', label: 'received' },
  { id: 'net_tx_bytes', label: 'sent' },
  { id: 'net_rx_packets', label: 'packets in' },
  { id: 'net_tx_packets', label: 'packets out' },
  { id: 'net_rx_errors', label: 'errors in' },
  { id: 'net_tx_errors', label: 'errors out' },
];

/** Throughput of all physical interfaces over time, and each interface at p95; null when the range has none. */
export function networkSection(input: ReportInput): Section | null {
  const series = chartSeries(input.host, [
    { id: 'net_rx_bytes', label: 'received', colour: 'rx' },
    { id: 'net_tx_bytes', label: 'sent', colour: 'tx' },
  ]);
  const table = deviceTable('at p95', countedDevices(input.stats).net, COLUMNS);
  if (series.length === 0 && !table) return null;
  return {
    id: 'network',
    basis: null,
    machine: null,
    title: 'Network',
    intro: null,
    blocks: [
      ...(series.length > 0
        ? [
            {
              ...timeFrame(input),
              title: 'All interfaces',
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
