import type { Section } from '../report-model.ts';
import { chartSpan } from './chart-span.ts';
import type { ReportInput } from './report-input.ts';

/** `cpu2` before `cpu10`. */
const byNumber = new Intl.Collator('en', { numeric: true }).compare;

/** How much of each CPU was used, one row each; null for machines with one CPU, and when it was not measured. */
export function coresSection(input: ReportInput): Section | null {
  const { cores } = input;
  const { start, end } = chartSpan(input);
  const rows = Object.entries(cores.entities)
    .toSorted(([a], [b]) => byNumber(a, b))
    .flatMap(([label, metrics]) => (metrics.cpu_used ? [{ label, values: metrics.cpu_used.avg }] : []));
  if (rows.length < 2) return null;
  return {
    id: 'cores',
    basis: null,
    machine: null,
    title: 'Each core',
    intro: 'Used share of each CPU: white is idle, full blue is 100 %.',
    blocks: [
      {
        type: 'heat-chart',
        title: 'Used',
        start,
        end,
        resolutionSeconds: cores.resolutionSeconds,
        times: cores.timestamps,
        rows,
      },
    ],
  };
}
