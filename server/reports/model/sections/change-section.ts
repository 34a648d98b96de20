import type { Block, FigureTable } from '../../report-model.ts';
import { KEY_FIGURES } from '../key-figures.ts';
import { overlay } from '../overlay.ts';
import { radarOf } from '../radar-axes.ts';
import { sectionBasis } from '../section-basis.ts';
import type { Draft, Subject } from '../subject.ts';

const OVERLAID = [
  { metric: 'cpu_used', title: 'CPU used', unit: 'percent' },
  { metric: 'mem_used', title: 'Memory used', unit: 'megabytes' },
  { metric: 'disk_write_bytes', title: 'Disk written', unit: 'bytes_per_second' },
  { metric: 'net_rx_bytes', title: 'Network received', unit: 'bytes_per_second' },
] as const;

/** What changed on a machine since an earlier period, in absolute figures. */
export function changeSection(now: Subject, before: Subject): Draft {
  const radar = radarOf('p95 as a share of the ceiling', [
    { label: 'now', subject: now },
    { label: 'before', subject: before },
  ]);
  return {
    id: 'change',
    title: 'Change between two periods',
    intro: `Before is ${sectionBasis(before)}. In the charts it is laid over the later period, from its begin.`,
    blocks:
      before.data.stats.samples === 0
        ? [
            {
              type: 'paragraph',
              text: 'There are no samples in the earlier period, so nothing can be compared.',
            },
          ]
        : [changeTable(now, before), ...(radar ? [radar] : []), ...charts(now, before)],
  };
}

function changeTable(now: Subject, before: Subject): FigureTable {
  return {
    type: 'table',
    title: 'Key figures',
    head: 'figure',
    columns: [
      { label: 'before', unit: null },
      { label: 'now', unit: null },
      { label: 'change', unit: null },
      { label: 'of before', unit: 'percent' },
    ],
    rows: KEY_FIGURES.flatMap(({ label, unit, of }) => {
      const [earlier, later] = [of(before), of(now)];
      if (earlier === null && later === null) return [];
      const change = earlier === null || later === null ? null : later - earlier;
      const share = change === null || earlier === null || earlier === 0 ? null : (100 * change) / earlier;
      return [{ label, unit, figures: [earlier, later, change, share] }];
    }),
    note: 'Of before is the change as a share of the earlier figure; percent of percent are not percentage points.',
  };
}

function charts(now: Subject, before: Subject): Block[] {
  const start = now.data.start.getTime();
  return OVERLAID.flatMap(({ metric, title, unit }): Block[] => {
    const line = (subject: Subject) => ({
      timestamps: subject.data.host.timestamps,
      resolutionSeconds: subject.data.host.resolutionSeconds,
      band: subject.data.host.series[metric],
      shift: start - subject.data.start.getTime(),
    });
    const laid = overlay(
      [
        { id: 'now', label: 'now', colour: 'one', ...line(now) },
        { id: 'before', label: 'before', colour: 'two', ...line(before) },
      ],
      { start, end: now.data.end.getTime() },
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
