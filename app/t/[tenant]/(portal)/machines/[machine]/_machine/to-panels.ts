import { breakGaps } from '#app/_components/charts/break-gaps.ts';
import type { Column, Layer, PanelData } from '#app/_components/charts/panel.ts';
import type { Band } from '#server/metrics/types.ts';
import type { HostSeries } from './merge-live.ts';

const MB_PER_GB = 1024;
const MEGABYTE = 1e6;
const MEGABIT = 1e6 / 8;

/** CPU, memory, disk and network of a host with `cpuCount` CPUs as panels, in the units of the screen. */
export function toPanels(series: HostSeries, cpuCount: number | null): PanelData[] {
  const { bands, bucketed } = series;
  const totalMb = bands.mem_total?.max.findLast((value) => value !== null) ?? null;
  const memoryTotal = totalMb === null ? null : totalMb / MB_PER_GB;
  const panels: Omit<PanelData, 'times'>[] = [
    {
      id: 'cpu',
      title: 'CPU',
      unit: cpuCount === null ? '%' : `% of ${cpuCount} ${cpuCount === 1 ? 'CPU' : 'CPUs'}`,
      stacked: true,
      yMax: 100,
      bucketed,
      layers: [
        layer('user', '--s-user', bands.cpu_user),
        layer('system', '--s-system', bands.cpu_system),
        layer('iowait', '--s-iowait', bands.cpu_iowait),
        layer('steal', '--s-steal', bands.cpu_steal),
      ],
      peak: bucketed ? { label: 'peak', values: each(bands.cpu_idle?.min, (idle) => 100 - idle) } : null,
    },
    {
      id: 'memory',
      title: 'Memory',
      unit: memoryTotal === null ? 'GB' : `GB of ${memoryTotal.toFixed(memoryTotal < 10 ? 1 : 0)}`,
      stacked: true,
      yMax: memoryTotal,
      bucketed,
      layers: [
        layer('used', '--s-used', scaled(bands.mem_used, 1 / MB_PER_GB)),
        layer('cached + buffers', '--s-cache', scaled(cacheBand(bands), 1 / MB_PER_GB)),
      ],
      peak: bucketed
        ? { label: 'peak used', values: each(bands.mem_used?.max, (used) => used / MB_PER_GB) }
        : null,
    },
    {
      id: 'disk',
      title: 'Disk',
      unit: 'MB/s',
      stacked: false,
      yMax: null,
      bucketed,
      layers: [
        layer('read', '--s-read', scaled(bands.disk_read_bytes, 1 / MEGABYTE)),
        layer('write', '--s-write', scaled(bands.disk_write_bytes, 1 / MEGABYTE)),
      ],
      peak: null,
    },
    {
      id: 'network',
      title: 'Network',
      unit: 'Mbit/s',
      stacked: false,
      yMax: null,
      bucketed,
      layers: [
        layer('received', '--s-rx', scaled(bands.net_rx_bytes, 1 / MEGABIT)),
        layer('sent', '--s-tx', scaled(bands.net_tx_bytes, 1 / MEGABIT)),
      ],
      peak: null,
    },
  ];
  return panels.map((panel) => withGaps(panel, series));
}

const layer = (label: string, color: string, band: Band | undefined): Layer => ({
  key: label,
  label,
  color,
  avg: band?.avg ?? [],
  min: band?.min ?? [],
  max: band?.max ?? [],
});

const each = (column: Column | undefined, change: (value: number) => number): Column =>
  (column ?? []).map((value) => (value === null ? null : change(value)));

const scaled = (band: Band | undefined, factor: number): Band | undefined =>
  band && {
    avg: each(band.avg, (value) => value * factor),
    min: each(band.min, (value) => value * factor),
    max: each(band.max, (value) => value * factor),
  };

/**
 * Page cache and buffers above the used part. Shared memory is counted by the kernel both as cached and as not
 * available; it is drawn once, as used, so that the stack never rises above the total.
 */
function cacheBand(bands: HostSeries['bands']): Band | undefined {
  const { mem_cached: cached, mem_buffers: buffers, mem_available: available } = bands;
  if (!cached) return undefined;
  const part = (key: keyof Band): Column =>
    cached[key].map((value, row) => {
      if (value === null) return null;
      const room = available?.avg[row] ?? Number.POSITIVE_INFINITY;
      return Math.min(value + (buffers?.[key][row] ?? 0), room);
    });
  return { avg: part('avg'), min: part('min'), max: part('max') };
}

function withGaps(panel: Omit<PanelData, 'times'>, { times, interval }: HostSeries): PanelData {
  const flat = panel.layers.flatMap(({ avg, min, max }) => [avg, min, max]);
  const broken = breakGaps(times, [...flat, panel.peak?.values ?? []], interval);
  const column = (index: number) => broken.columns[index] ?? [];
  return {
    ...panel,
    times: broken.times,
    layers: panel.layers.map((one, index) => ({
      ...one,
      avg: column(index * 3),
      min: column(index * 3 + 1),
      max: column(index * 3 + 2),
    })),
    peak: panel.peak && { ...panel.peak, values: column(flat.length) },
  };
}
