import type { Metric } from '#agent/contract/metrics.ts';

const NAMES: Readonly<Record<string, string>> = {
  cpu: 'CPU ',
  mem: 'Memory ',
  disk: 'Disk ',
  net: 'Network ',
};

/** A metric of the host where no heading says what it is of: "Memory used". */
export function metricName({ id, label }: Pick<Metric, 'id' | 'label'>): string {
  const name = `${NAMES[id.split('_')[0] ?? ''] ?? ''}${label}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
