import { formatFigure, formatRound } from '../format/format-figure.ts';
import type { Kpi, State } from '../report-model.ts';
import { busiestEntity } from './busiest-entity.ts';
import { chosenDisk } from './chosen-device.ts';
import { countedDevices } from './counted-devices.ts';
import { memoryShare } from './memory-share.ts';
import { rateFigure } from './rate-figure.ts';
import type { Subject } from './subject.ts';
import type { Threshold } from './thresholds.ts';

/** The four boxes of the summary: CPU, memory, disk, network, each with the rule that decided. */
export function kpisOf(subject: Subject): Kpi[] {
  const { data, options } = subject;
  const { thresholds } = options;
  return [
    rated('CPU used, p95', data.stats.metrics.cpu_used?.p95 ?? null, thresholds.cpu_used_p95),
    rated('Memory used, p99', memoryShare(data.stats, 'p99'), thresholds.memory_used_p99),
    diskKpi(subject),
    networkKpi(subject),
  ];
}

function rated(label: string, value: number | null, threshold: Threshold): Kpi {
  const state = rateFigure(value, threshold);
  return { label, value, unit: threshold.unit, state, note: rule(state, threshold) };
}

/** The word for the state and the limit that decided it. */
function rule(state: State, { unit, watch, act }: Threshold): string {
  if (state === 'unrated') return 'not measured';
  if (state === 'good') return `good: not above ${formatRound(watch, unit)}`;
  return `${state}: above ${formatRound(state === 'act' ? act : watch, unit)}`;
}

/** How busy the shown disk was; without busy times, how much was written, which has no limit to rate it by. */
function diskKpi(subject: Subject): Kpi {
  const { stats } = subject.data;
  const disk = chosenDisk(subject);
  const busy = disk && stats.entities.disk?.[disk.name]?.disk_busy?.p95;
  if (disk && busy != null)
    return rated(`Disk ${disk.name} busy, p95`, busy, subject.options.thresholds.disk_busy_p95);
  const written = stats.metrics.disk_write_bytes?.p95 ?? null;
  return {
    label: 'Disk written, p95',
    value: written,
    unit: 'bytes_per_second',
    state: 'unrated',
    note: written === null ? 'not measured' : 'not rated: no busy time',
  };
}

/** The busier direction of all interfaces; rated by errors, which have a limit whatever the speed of the link. */
function networkKpi({ data: { stats }, options }: Subject): Kpi {
  const received = stats.metrics.net_rx_bytes?.p95 ?? null;
  const sent = stats.metrics.net_tx_bytes?.p95 ?? null;
  const value = received === null ? sent : Math.max(received, sent ?? 0);
  const direction = value !== null && value === received ? 'received' : 'sent';
  const { net } = countedDevices(stats);
  const errors = ['net_rx_errors', 'net_tx_errors']
    .map((metric) => busiestEntity(net, metric, 'p99')?.stats.p99 ?? null)
    .filter((worst) => worst !== null);
  const kpi = { label: `Network ${direction}, p95`, value, unit: 'bytes_per_second' as const };
  if (value === null) return { ...kpi, label: 'Network, p95', state: 'unrated', note: 'not measured' };
  if (errors.length === 0) return { ...kpi, state: 'unrated', note: 'not rated: no errors recorded' };
  const worst = Math.max(...errors);
  const state = rateFigure(worst, options.thresholds.net_errors_p99);
  const note = worst > 0 ? `${state}: errors ${formatFigure(worst, 'per_second')} at p99` : 'good: no errors';
  return { ...kpi, state, note };
}
