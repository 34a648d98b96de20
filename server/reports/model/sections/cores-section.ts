import { formatFigure } from '../../format/format-figure.ts';
import type { Block } from '../../report-model.ts';
import { coreBalance } from '../core-balance.ts';
import { statsOf, statsTable } from '../stats-table.ts';
import type { Draft, Subject } from '../subject.ts';
import { timeFrame } from '../time-frame.ts';

/** More small charts than this are no longer read one by one; the heat chart shows them all. */
const MOST_PANELS = 32;

/** How much of each CPU was used and how evenly; null for machines with one CPU, and when it was not measured. */
export function coresSection(subject: Subject): Draft | null {
  const balance = coreBalance(subject);
  if (!balance) return null;
  const { cores, busiest, highest, mean, ratio } = balance;
  const result = subject.data.entities.cpu;
  const bands = cores.flatMap((label) => {
    const band = result.entities[label]?.cpu_used;
    return band ? [{ label, band }] : [];
  });
  const even =
    ratio === null ? '' : ` That is ${ratio.toFixed(2)} times the average: 1 would be an even load.`;
  const blocks: Block[] = [
    {
      type: 'heat-chart',
      ...timeFrame(subject, result),
      title: 'Used: faint is idle, full colour is 100 %',
      rows: bands.map(({ label, band }) => ({ label, values: band.avg })),
    },
  ];
  if (bands.length <= MOST_PANELS)
    blocks.push({
      type: 'small-multiples',
      ...timeFrame(subject, result),
      title: 'Used, each CPU',
      unit: 'percent',
      top: 100,
      colour: 'used',
      figureLabel: 'p95',
      panels: bands.map(({ label, band }) => ({
        label,
        figure: statsOf(subject, 'cpu', label, 'cpu_used')?.p95 ?? null,
        avg: band.avg,
        min: result.raw ? null : band.min,
        max: result.raw ? null : band.max,
      })),
    });
  return {
    id: 'cores',
    title: 'Each core',
    intro: `${busiest} is used most: ${formatFigure(highest, 'percent')} on average, all ${cores.length} CPUs ${formatFigure(mean, 'percent')}.${even}`,
    blocks: [
      ...blocks,
      ...statsTable(
        subject,
        { title: 'Used, each CPU', head: 'CPU' },
        cores.map((entity) => ({ label: entity, unit: 'percent', kind: 'cpu', entity, metric: 'cpu_used' })),
      ),
    ],
  };
}
