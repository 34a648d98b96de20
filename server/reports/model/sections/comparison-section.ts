import type { BarList, Block, FigureTable, SeriesColour, TimeChart } from '../../report-model.ts';
import { KEY_FIGURES } from '../key-figures.ts';
import { memoryTotal } from '../memory-share.ts';
import { overlay } from '../overlay.ts';
import { radarOf } from '../radar-axes.ts';
import type { Draft, Subject } from '../subject.ts';

const COLOURS: readonly SeriesColour[] = ['one', 'two', 'three', 'four', 'five', 'six'];
const RANKED = new Set(['CPU used, p95', 'memory used, p99', 'busiest disk, p95']);
const OVERLAID = [
  { metric: 'cpu_used', title: 'CPU used', unit: 'percent' },
  { metric: 'mem_used', title: 'Memory used, of all', unit: 'percent' },
  { metric: 'disk_write_bytes', title: 'Disk written', unit: 'bytes_per_second' },
  { metric: 'disk_read_bytes', title: 'Disk read', unit: 'bytes_per_second' },
  { metric: 'net_rx_bytes', title: 'Network received', unit: 'bytes_per_second' },
  { metric: 'net_tx_bytes', title: 'Network sent', unit: 'bytes_per_second' },
] as const;

/** Several machines side by side: key figures, ranking, charts over each other, one radar; null for a single one. */
export function comparisonSection(subjects: readonly Subject[]): Draft | null {
  if (subjects.length < 2) return null;
  const radar = radarOf(
    'p95 as a share of the ceiling',
    subjects.map((subject) => ({ label: subject.facts.name, subject })),
  );
  return {
    id: 'comparison',
    title: 'Side by side',
    intro: `${subjects.length} machines over the same range. Charts have the same buckets for all.`,
    blocks: [keyTable(subjects), ...rankings(subjects), ...(radar ? [radar] : []), ...charts(subjects)],
  };
}

function keyTable(subjects: readonly Subject[]): FigureTable {
  return {
    type: 'table',
    title: 'Key figures',
    head: 'figure',
    columns: subjects.map(({ facts }) => ({ label: facts.name, unit: null })),
    rows: KEY_FIGURES.map(({ label, unit, of }) => ({ label, unit, figures: subjects.map(of) })).filter(
      ({ figures }) => figures.some((figure) => figure !== null),
    ),
    note: null,
  };
}

function rankings(subjects: readonly Subject[]): BarList[] {
  return KEY_FIGURES.filter(({ label }) => RANKED.has(label)).flatMap(({ label, unit, of }) => {
    const rows = subjects
      .map((subject) => ({ label: subject.facts.name, value: of(subject), note: null }))
      .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
    if (rows.every(({ value }) => value === null)) return [];
    const title = `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
    return [{ type: 'bar-list', title, unit, top: unit === 'percent' ? 100 : null, rows }];
  });
}

function charts(subjects: readonly Subject[]): Block[] {
  return OVERLAID.flatMap(({ metric, title, unit }): TimeChart[] => {
    const [first] = subjects;
    if (!first) return [];
    const laid = overlay(
      subjects.map(({ facts, data }, at) => {
        const { host, stats } = data;
        const total = metric === 'mem_used' ? memoryTotal(stats) : null;
        const percent = (values: readonly (number | null)[]) =>
          values.map((value) => (value === null || total === null ? value : (100 * value) / total));
        const band = host.series[metric];
        return {
          id: `machine-${at + 1}`,
          label: facts.name,
          colour: COLOURS[at] ?? 'one',
          timestamps: host.timestamps,
          resolutionSeconds: host.resolutionSeconds,
          // Megabytes of machines of different sizes would compare their sizes.
          band:
            band && metric === 'mem_used'
              ? { avg: percent(band.avg), min: percent(band.min), max: percent(band.max) }
              : band,
        };
      }),
      { start: first.data.start.getTime(), end: first.data.end.getTime() },
    );
    if (laid.series.length === 0) return [];
    return [
      {
        type: 'time-chart',
        ...laid,
        title,
        unit,
        form: 'lines',
        top: unit === 'percent' ? 100 : null,
        ceiling: null,
        peak: null,
        marks: [],
      },
    ];
  });
}
